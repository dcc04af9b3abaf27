import type { AccessRequestState, AuditAction, AuditActor } from '@anika/contracts';
import { doneAuditRecord, writeAuditEntry } from '@anika/platform';
import type { EntityManager } from 'typeorm';

/** A request of which a decision tells the other company. */
export interface DecidedRequest {
  readonly id: string;
  readonly topicId: string;
  readonly topicName: string;
  readonly ownerId: string;
  readonly partnerId: string;
}

const ACTIONS = {
  pending: 'access_request.create',
  approved: 'access_request.approve',
  rejected: 'access_request.reject',
  withdrawn: 'access_request.withdraw',
} as const satisfies Record<AccessRequestState, AuditAction>;

/**
 * The entry in the log of the company that did not do it; the other one has the entry of the call. Who it was is told to their own
 * company only. In the transaction of the change.
 */
export async function auditForOther(
  manager: EntityManager,
  { id, topicId, topicName, ownerId, partnerId }: DecidedRequest,
  state: AccessRequestState,
  byPlatform = false,
): Promise<void> {
  const isOwners = state === 'approved' || state === 'rejected';
  const [doer, other] = isOwners ? [ownerId, partnerId] : [partnerId, ownerId];
  const actor: AuditActor = byPlatform ? { kind: 'platform' } : { kind: 'partner', id: doer };
  const object = { type: 'access_request', id };
  const related = [{ type: 'topic', id: topicId, name: topicName }];
  const record = doneAuditRecord({ action: ACTIONS[state], actor, partnerId: other, object, related });
  await writeAuditEntry(manager, record);
}
