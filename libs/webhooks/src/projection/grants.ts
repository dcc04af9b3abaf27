import type { SnapshotGrant, TopicSnapshot } from '@anika/contracts';
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

/**
 * The partner's grant, if it holds: one that has expired is as if revoked. Owners have none and need none.
 *
 * @param now milliseconds
 */
export function grantOf(
  { grants }: Pick<TopicSnapshot, 'grants'>,
  partnerId: string,
  now: number = Date.now(),
): SnapshotGrant | undefined {
  return grants.find(
    (grant) => grant.partnerId === partnerId && (!grant.expiresAt || Date.parse(grant.expiresAt) > now),
  );
}
