import type { Filter, Replay } from '@anika/contracts';
import type { ReplayDocument } from '../mongo/documents';

export function toReplay(document: ReplayDocument): Replay {
  const { _id, subscriptionId, topicId, only, startedBy, state, reason, count, done } = document;
  return {
    id: _id,
    subscriptionId,
    topicId,
    only,
    ...(document.filter !== undefined && { filter: JSON.parse(document.filter) as Filter }),
    from: document.from.toISOString(),
    to: document.to.toISOString(),
    startedBy,
    state,
    ...(reason !== undefined && { reason }),
    ...(count !== undefined && { count }),
    done,
    createdAt: document.createdAt.toISOString(),
    ...(document.endedAt && { endedAt: document.endedAt.toISOString() }),
  };
}
