import type { EntityManager } from 'typeorm';
import { decidePending } from '../access-requests/decide-pending';
import { GrantEntity } from '../database/grant.entity';
import { type AccessEvent, tellOfAccess } from './access-events';
import { isExpired } from './is-expired';

const REASON = 'The topic was deleted.';

/** In the deletion of a topic: rejects the requests for it, and tells who asked or had access. */
export async function endAccess(manager: EntityManager, topicId: string): Promise<void> {
  const to = ['partner'] as const;
  const rejected = await decidePending(manager, { topicId }, { state: 'rejected', by: null, reason: REASON });
  const grants = await manager.findBy(GrantEntity, { topicId });
  await tellOfAccess(manager, topicId, [
    ...rejected.map(({ id, partnerId }): AccessEvent => {
      const more = { requestId: id, reason: REASON, topicDeleted: true };
      return { type: 'access.rejected', partnerId, to, more };
    }),
    ...grants
      .filter((grant) => !isExpired(grant))
      .map(({ partnerId }): AccessEvent => ({
        type: 'access.revoked',
        partnerId,
        to,
        more: { topicDeleted: true },
      })),
  ]);
}
