import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type AccessRequest = Schemas['AccessRequest'];
export type AccessDirection = 'incoming' | 'outgoing';

export const ACCESS_REQUEST_STATES = [
  'pending',
  'approved',
  'rejected',
  'withdrawn',
] as const satisfies readonly AccessRequest['state'][];

export interface AccessRequestFilter {
  readonly direction: AccessDirection;
  readonly state?: AccessRequest['state'];
  /** The other side. */
  readonly partnerId?: string;
}

export const accessRequestsQuery = (filter: AccessRequestFilter) =>
  pagesOf(['access-requests', 'list', filter], (page) =>
    answerOf(api.GET('/api/v1/access-requests', { params: { query: { ...filter, ...page } } })),
  );

/** Of one topic: all for its owner, their own for others. */
export const topicAccessRequestsQuery = (topicId: string, state?: AccessRequest['state']) =>
  pagesOf(['access-requests', 'topic', topicId, state], (page) =>
    answerOf(
      api.GET('/api/v1/topics/{topicId}/access-requests', {
        params: { path: { topicId }, query: { ...(state && { state }), ...page } },
      }),
    ),
  );

export const accessRequestQuery = (requestId: string) =>
  queryOptions({
    queryKey: ['access-requests', 'one', requestId],
    queryFn: () =>
      answerOf(api.GET('/api/v1/access-requests/{requestId}', { params: { path: { requestId } } })),
  });

/** How many wait for a decision: ours, and by others. */
export const accessRequestCountsQuery = queryOptions({
  queryKey: ['access-requests', 'counts'],
  queryFn: () => answerOf(api.GET('/api/v1/access-requests/counts')),
  staleTime: 60_000,
});

export const requestAccess = (topicId: string, body: Schemas['CreateAccessRequest']) =>
  answerOf(api.POST('/api/v1/topics/{topicId}/access-requests', { params: { path: { topicId } }, body }));

export const approveRequest = (requestId: string, body: Schemas['ApproveAccessRequest']) =>
  answerOf(
    api.POST('/api/v1/access-requests/{requestId}/approve', { params: { path: { requestId } }, body }),
  );

export const rejectRequest = (requestId: string, reason: string) =>
  answerOf(
    api.POST('/api/v1/access-requests/{requestId}/reject', {
      params: { path: { requestId } },
      body: reason.trim() === '' ? {} : { reason },
    }),
  );

export const withdrawRequest = (requestId: string) =>
  answerOf(api.POST('/api/v1/access-requests/{requestId}/withdraw', { params: { path: { requestId } } }));
