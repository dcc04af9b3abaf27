import type { AccessRequestState } from '@anika/contracts';
import type { EntityManager } from 'typeorm';
import { AccessRequestEntity } from '../database/access-request.entity';
import type { GrantLimits } from '../grants/grant-limits';

export interface Decision {
  readonly state: Exclude<AccessRequestState, 'pending'>;
  /** The user or API key that decides; null for the platform. */
  readonly by: string | null;
  readonly reason?: string;
  readonly granted?: GrantLimits;
}

type Which = { readonly id: string } | { readonly topicId: string; readonly partnerId?: string };

/**
 * Decides the pending requests among these; answers them. Of two decisions at the same moment one finds the request pending, and the
 * other finds none.
 */
export async function decidePending(
  manager: EntityManager,
  which: Which,
  { state, by, reason, granted }: Decision,
): Promise<readonly { readonly id: string; readonly partnerId: string }[]> {
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
    .returning('id, partner_id AS "partnerId"')
    .execute()) as { raw: { id: string; partnerId: string }[] };
  return raw;
}
