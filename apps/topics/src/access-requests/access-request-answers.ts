import { type AccessRequest, AnikaError } from '@anika/contracts';
import type { AccessRequestEntity } from '../database/access-request.entity';
import { shownLimits } from '../grants/grant-limits';

/** The request as one of its two companies sees it: who asked or decided is told to their own company only. */
export function toAccessRequest(
  row: AccessRequestEntity,
  readerId: string,
  names: ReadonlyMap<string, string>,
): AccessRequest {
  const { id, topicId, topicName, topicTitle, ownerId, partnerId, state, reason } = row;
  return {
    id,
    topicId,
    topicName,
    topicTitle,
    ownerId,
    ownerName: names.get(ownerId) ?? '',
    partnerId,
    partnerName: names.get(partnerId) ?? '',
    state,
    reason,
    ...shownLimits(row),
    requestedBy: readerId === partnerId ? row.requestedBy : null,
    createdAt: row.createdAt.toISOString(),
    decision: decisionOf(row, readerId),
  };
}

function decisionOf(row: AccessRequestEntity, readerId: string): AccessRequest['decision'] {
  if (row.decidedAt === null) return null;
  const deciderId = row.state === 'withdrawn' ? row.partnerId : row.ownerId;
  return {
    at: row.decidedAt.toISOString(),
    by: readerId === deciderId ? row.decidedBy : null,
    reason: row.decisionReason,
    granted:
      row.state === 'approved'
        ? shownLimits({ fields: row.grantedFields, expiresAt: row.grantedExpiresAt })
        : null,
  };
}

export function noAccessRequest(id: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no access request ${id}.` });
}
