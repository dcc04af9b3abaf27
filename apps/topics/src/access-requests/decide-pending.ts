import type { AccessRequestState } from '@anika/contracts';
import type { EntityManager } from 'typeorm';
import { AccessRequestEntity } from '../database/access-request.entity';
import type { GrantLimits } from '../grants/grant-limits';
import { auditForOther, type DecidedRequest } from './audit-for-other';

export interface Decision {
  readonly state: Exclude<AccessRequestState, 'pending'>;
  /** The user or API key that decides; null for the platform. */
  readonly by: string | null;
  readonly reason?: string;
  readonly granted?: GrantLimits;
}

type Which = { readonly id: string } | { readonly topicId: string; readonly partnerId?: string };

/**
 * Decides the pending requests among these; answers them, and has the other company's log tell of it. Of two decisions at the same moment one finds the request pending, and the
 * other finds none.
 */
export async function decidePending(
  manager: EntityManager,
  which: Which,
  { state, by, reason, granted }: Decision,
): Promise<readonly DecidedRequest[]> {
  const { raw } = (await manager
    .createQueryBuilder()
    .update(AccessRequestEntity)
    .set({
      state,
      decidedAt: new Date(),
      decidedBy: by,
      decisionReason: reason ?? null,
      grantedFields: granted?.fields ?? null,
      grantedExpiresAt: granted?.expiresAt ?? null,
    })
    .where({ ...which, state: 'pending' })
    .returning(
      'id, topic_id AS "topicId", topic_name AS "topicName", owner_id AS "ownerId", partner_id AS "partnerId"',
    )
    .execute()) as { raw: DecidedRequest[] };
  for (const request of raw) await auditForOther(manager, request, state, by === null);
  return raw;
}
