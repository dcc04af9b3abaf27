import {
  type AuditAction,
  type AuditActor,
  type AuditObject,
  type AuditRecord,
  type Identity,
  newId,
} from '@anika/contracts';
import type { FastifyRequest } from 'fastify';
import { addressOf } from '../http/address-of';
import { currentRequestId } from '../logging/request-context';

const MAX_USER_AGENT = 256;

/** Where a request came from. */
export interface AuditOrigin {
  readonly requestId: string;
  readonly address: string;
  /** Cut. */
  readonly userAgent: string | null;
}

/** Who asks, and from where. */
export interface AuditCaller extends AuditOrigin {
  readonly actor: AuditActor;
  /** The caller's own company. */
  readonly partnerId: string;
}

export interface NewAuditRecord {
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly partnerId: string | null;
  readonly object: AuditObject;
  readonly related?: readonly AuditObject[];
  /** None of what the platform does by itself. */
  readonly origin?: AuditOrigin;
}

/** An entry of what is only beginning: its outcome is not known. */
export function newAuditRecord({ origin, related = [], ...what }: NewAuditRecord): AuditRecord {
  return {
    id: newId('auditEntry'),
    ...what,
    related: [...related],
    changes: [],
    outcome: { result: 'unknown' },
    requestId: origin?.requestId ?? currentRequestId() ?? 'none',
    address: origin?.address ?? null,
    userAgent: origin?.userAgent ?? null,
  };
}

/** For what is written in the transaction of the change itself. */
export function doneAuditRecord(what: NewAuditRecord): AuditRecord {
  return { ...newAuditRecord(what), outcome: { result: 'done' } };
}

/** Only behind the access guard: an address is believed only when it comes from the gateway. */
export function originOf(request: FastifyRequest): AuditOrigin {
  return {
    requestId: request.id,
    address: addressOf(request),
    userAgent: request.headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
  };
}

/** @throws {Error} on a route without a credential */
export function callerOf(request: FastifyRequest): AuditCaller {
  const { identity } = request;
  if (!identity) throw new Error('Audited by its caller, but without a credential');
  return { ...originOf(request), actor: actorOf(identity), partnerId: identity.partnerId };
}

function actorOf({ credential, credentialId, role, userId }: Identity): AuditActor {
  if (credential === 'key') return { kind: 'key', id: credentialId };
  return { kind: role === 'operator' ? 'operator' : 'user', id: userId };
}
