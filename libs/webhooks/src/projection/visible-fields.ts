import type { SnapshotGrant } from '@anika/contracts';
import { compileFields, type Fields, project } from './project';

const compiled = new WeakMap<readonly string[], Fields>();

/**
 * The text of `data` as the holder of a grant may see it; without `fields` all of it. A grant's paths are prepared once.
 *
 * @example visibleData({ …, fields: ['car'] }, '{"car":"Lada","client":{}}') // '{"car":"Lada"}'
 */
export function visibleData(grant: Pick<SnapshotGrant, 'fields'> | undefined, data: string): string {
  const paths = grant?.fields;
  if (!paths) return data;
  const fields = compiled.get(paths) ?? compileFields(paths);
  compiled.set(paths, fields);
  return project(data, fields);
}

/** Whether a grant still holds; a grant without `expiresAt` holds until it is revoked. `now` in milliseconds. */
export function isCurrent(grant: Pick<SnapshotGrant, 'expiresAt'>, now: number): boolean {
  return !grant.expiresAt || Date.parse(grant.expiresAt) > now;
}
