import type { AuditEntry, AuditObject } from '@anika/contracts';

const NAMED: ReadonlySet<string> = new Set(['user', 'api_key', 'partner']);

/** The ids whose names are to be asked for. */
export function idsToName(entries: readonly AuditEntry[]): string[] {
  const ids = entries.flatMap(({ actor, object, related }) => {
    const objects = [object, ...related].filter(({ type, name }) => NAMED.has(type) && name === undefined);
    return [actor.id, ...objects.map(({ id }) => id)];
  });
  return [...new Set(ids)].filter((id) => id !== undefined);
}

export function named(entry: AuditEntry, names: Readonly<Record<string, string>>): AuditEntry {
  const withName = <T extends Partial<AuditObject>>(thing: T): T =>
    thing.id !== undefined && thing.name === undefined && Object.hasOwn(names, thing.id)
      ? { ...thing, name: names[thing.id] }
      : thing;
  return {
    ...entry,
    actor: withName(entry.actor),
    object: withName(entry.object),
    related: entry.related.map(withName),
  };
}
