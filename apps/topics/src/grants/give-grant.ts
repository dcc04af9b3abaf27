import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { decidePending } from '../access-requests/decide-pending';
import { GrantEntity } from '../database/grant.entity';
import { tellOfAccess } from './access-events';
import { assertBelowData } from './below-data';
import { EXPIRY_STAGE } from './expiry-stages';
import { type GrantLimits, shownLimits } from './grant-limits';

export interface Giving {
  readonly topicId: string;
  readonly partnerId: string;
  /** Where it begins, if it is new. */
  readonly sinceVersion: number;
  readonly limits: GrantLimits;
  /** The user or API key that gives it. */
  readonly by: string;
}

export interface Given {
  readonly grant: GrantEntity;
  readonly created: boolean;
  /** The request of the partner that has been approved by this, if there was one. */
  readonly requestId?: string;
}

/**
 * The one way to give a grant, or other limits to one that is there; in a change of the topic. A pending request of the partner is
 * approved by it, and the partner is told.
 *
 * @throws {AnikaError} VALIDATION_FAILED for fields that would show nothing.
 */
export async function giveGrant(
  manager: EntityManager,
  { topicId, partnerId, sinceVersion, limits, by }: Giving,
): Promise<Given> {
  await assertBelowData(manager, topicId, limits.fields);
  const key = { topicId, partnerId };
  await manager.delete(GrantEntity, { ...key, expiresAt: LessThanOrEqual(new Date()) });
  const { affected } = await manager.update(GrantEntity, key, limits);
  if (!affected) await manager.insert(GrantEntity, { ...key, sinceVersion, ...limits });
  await manager.query(
    `UPDATE topic_grant SET expiry_told = ${EXPIRY_STAGE} WHERE topic_id = $1 AND partner_id = $2`,
    [topicId, partnerId],
  );
  const [approved] = await decidePending(manager, key, { state: 'approved', by, granted: limits });
  const type = approved ? 'access.approved' : affected ? 'access.changed' : 'access.granted';
  const more = { ...shownLimits(limits), ...(approved && { requestId: approved.id }) };
  await tellOfAccess(manager, topicId, [{ type, partnerId, to: ['partner'], more }]);
  const grant = await manager.findOneByOrFail(GrantEntity, key);
  return { grant, created: !affected, requestId: approved?.id };
}
