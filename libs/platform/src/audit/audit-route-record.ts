import type { AuditObject, AuditRecord } from '@anika/contracts';
import type { FastifyRequest } from 'fastify';
import { objectOf, objectsIn, unique } from './audit-objects';
import { callerOf, newAuditRecord } from './audit-record';
import type { AuditedRoute } from './audited-route';

const MAX_RELATED = 10;
const MAX_CHANGES = 50;
/** Members of a request have such names; anything else may be a value. */
const MEMBER = /^[A-Za-z]\w{0,39}$/;
/** Of a type of message; the address was not checked yet. */
const NAME = /^[\w.-]{1,128}$/;

/** What people are called is asked for when the log is read: it is not kept. */
const PEOPLE: ReadonlySet<string> = new Set(['user', 'invitation']);

/** The entry of a request that is about to be handled: of its ids is known what stands in its address. */
export function recordOfRequest(
  request: FastifyRequest,
  { action, object: place }: AuditedRoute,
): AuditRecord {
  const { actor, partnerId, ...origin } = callerOf(request);
  const kind: AuditObject = { type: action.split('.')[0]! };
  const [object = kind, ...related] = objectsOf(request, place, kind);
  const record = newAuditRecord({ action, actor, partnerId, object, related, origin });
  return actor.kind === 'operator' ? inLogOf(record, partnerId) : record;
}

function objectsOf(
  { identity, params }: FastifyRequest,
  place: AuditedRoute['object'],
  kind: AuditObject,
): AuditObject[] {
  if (place === 'caller') return objectsIn({ id: identity?.userId });
  const withIds = objectsIn(params);
  if (typeof place !== 'object') return withIds;
  const name = (params as Readonly<Record<string, string>>)[place.named] ?? '';
  return [{ ...kind, ...(NAME.test(name) && { name }) }, ...withIds];
}

/** The same once it is handled: with what came to be and what the answer names. */
export function recordOfAnswer(
  begun: AuditRecord,
  request: FastifyRequest,
  answer: unknown,
  { object: place }: AuditedRoute,
): AuditRecord {
  const isPlaced = typeof place === 'function' && answer;
  const made = (isPlaced ? place(answer as never) : answer) as { id?: unknown; name?: unknown } | null;
  const what = objectOf(made?.id) ?? begun.object;
  const object = PEOPLE.has(what.type) ? what : { ...what, ...nameOf(made?.name) };
  const own = request.identity!.partnerId;
  const others = unique([begun.object, ...begun.related, ...objectsIn(answer), ...objectsIn(made)]);
  const related = others
    .filter(({ id }) => id !== undefined && id !== object.id && id !== own)
    .slice(0, MAX_RELATED);
  const record = { ...begun, object, related, changes: membersOf(request.body) };
  return begun.actor.kind === 'operator' ? inLogOf(record, own) : record;
}

/** What an operator does to a partner stands in that partner's log; the platform's own has none. */
function inLogOf(record: AuditRecord, platformId: string): AuditRecord {
  const isOther = ({ type, id }: AuditObject) => type === 'partner' && id !== platformId;
  const partner = [record.object, ...record.related].find(isOther);
  return { ...record, partnerId: partner?.id ?? null };
}

function nameOf(name: unknown): { name?: string } {
  return typeof name === 'string' ? { name } : {};
}

function membersOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return Object.keys(body)
    .filter((name) => MEMBER.test(name))
    .slice(0, MAX_CHANGES);
}
