import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Inbox = Schemas['Inbox'];
export type CreatedInbox = Schemas['CreatedInbox'];
export type InboxRequest = Schemas['InboxRequest'];

const one = (inboxId: string) => ({ params: { path: { inboxId } } });

export const inboxesQuery = queryOptions({
  queryKey: ['inboxes', 'list'],
  queryFn: () => answerOf(api.GET('/api/v1/inboxes', { params: { query: { limit: 100 } } })),
});

export const readInboxRequests =
  (inboxId: string) => (query: { readonly limit: number; readonly cursor?: string }) =>
    answerOf(api.GET('/api/v1/inboxes/{inboxId}/requests', { params: { path: { inboxId }, query } }));

export const inboxRequestsQuery = (inboxId: string) =>
  pagesOf(['inboxes', 'requests', inboxId], readInboxRequests(inboxId));

const KEPT = 100;

/** One request: an inbox keeps no more of them than one page. */
export const inboxRequestQuery = (inboxId: string, requestId: string) =>
  queryOptions({
    queryKey: ['inboxes', 'request', inboxId, requestId],
    queryFn: async () => {
      const { data } = await readInboxRequests(inboxId)({ limit: KEPT });
      return data.find(({ id }) => id === requestId) ?? null;
    },
    staleTime: Infinity,
  });

export const createInbox = (): Promise<CreatedInbox> =>
  answerOf(api.POST('/api/v1/inboxes', { body: { answerWith: 204 } }));

export const updateInbox = (inboxId: string, answerWith: Inbox['answerWith']) =>
  answerOf(api.PATCH('/api/v1/inboxes/{inboxId}', { ...one(inboxId), body: { answerWith } }));

export const deleteInbox = (inboxId: string) =>
  answerOf(api.DELETE('/api/v1/inboxes/{inboxId}', one(inboxId)));

export const clearInbox = (inboxId: string) =>
  answerOf(api.DELETE('/api/v1/inboxes/{inboxId}/requests', one(inboxId)));
