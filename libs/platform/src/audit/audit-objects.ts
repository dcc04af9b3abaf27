import { type AuditObject, ID_PREFIXES, type IdKind, isId, parseDeliveryId } from '@anika/contracts';

const KINDS = Object.keys(ID_PREFIXES) as IdKind[];
const ID_MEMBER = /Id$|^id$/;

/** What a text is the id of, and undefined when it is none: an address may hold secrets, too. */
export function objectOf(id: unknown): AuditObject | undefined {
  if (typeof id !== 'string') return undefined;
  if (parseDeliveryId(id)) return { type: 'delivery', id };
  const kind = KINDS.find((name) => isId(name, id));
  // As in the names of actions: `api_key`.
  return kind && { type: kind.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), id };
}

/**
 * The objects whose ids are the values of those members, each once, in their order.
 *
 * @example objectsIn({ topicId: 'top_…', name: 'x' }) // [{ type: 'topic', id: 'top_…' }]
 */
export function objectsIn(members: unknown): AuditObject[] {
  if (typeof members !== 'object' || members === null) return [];
  const found = Object.entries(members).flatMap(([name, value]) =>
    ID_MEMBER.test(name) ? (objectOf(value) ?? []) : [],
  );
  return unique(found);
}

export function unique(objects: readonly AuditObject[]): AuditObject[] {
  return [...new Map(objects.toReversed().map((object) => [object.id, object])).values()].toReversed();
}
