import type { Erasure } from '@anika/contracts';
import type { ErasureDocument } from '../mongo/documents';

export function toErasure(document: ErasureDocument): Erasure {
  const { _id, topicId, state, reason, paths, from, to, count, done, requestedBy, createdAt, endedAt } =
    document;
  return {
    id: _id,
    topicId,
    state,
    ...(reason !== undefined && { reason }),
    ...(paths
      ? { by: 'filter', paths: [...paths], from: from.toISOString(), to: to.toISOString() }
      : { by: 'ids' }),
    ...(count !== undefined && { count }),
    done,
    requestedBy,
    createdAt: createdAt.toISOString(),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
  };
}
