import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Topic = Schemas['Topic'];
export type Grant = Schemas['Grant'];
export type TopicScope = 'owned' | 'shared' | 'catalog';

/** `q` is a part of name or title. */
export const topicsQuery = (scope: TopicScope, q?: string) =>
  pagesOf(['topics', 'list', scope, q], (page) =>
    answerOf(api.GET('/api/v1/topics', { params: { query: { scope, ...page, ...(q && { q }) } } })),
  );

export const topicQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['topics', 'one', topicId],
    queryFn: () => answerOf(api.GET('/api/v1/topics/{topicId}', { params: { path: { topicId } } })),
  });

export const createTopic = (body: Schemas['CreateTopic']) => answerOf(api.POST('/api/v1/topics', { body }));

export const updateTopic = (topicId: string, body: Schemas['UpdateTopic']) =>
  answerOf(api.PATCH('/api/v1/topics/{topicId}', { params: { path: { topicId } }, body }));

export const deleteTopic = (topicId: string) =>
  answerOf(api.DELETE('/api/v1/topics/{topicId}', { params: { path: { topicId } } }));

export const grantsQuery = (topicId: string) =>
  pagesOf(['grants', topicId], (query) =>
    answerOf(api.GET('/api/v1/topics/{topicId}/grants', { params: { path: { topicId }, query } })),
  );

export const putGrant = (topicId: string, partnerId: string, body: Schemas['PutGrant']) =>
  answerOf(
    api.PUT('/api/v1/topics/{topicId}/grants/{partnerId}', {
      params: { path: { topicId, partnerId } },
      body,
    }),
  );

export const revokeGrant = (topicId: string, partnerId: string) =>
  answerOf(
    api.DELETE('/api/v1/topics/{topicId}/grants/{partnerId}', { params: { path: { topicId, partnerId } } }),
  );

/** How far the searchable fields are indexed; looked at again until they are. */
export const searchIndexQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['topics', 'search-index', topicId],
    queryFn: () =>
      answerOf(api.GET('/api/v1/topics/{topicId}/search-index', { params: { path: { topicId } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1500 : false),
  });

export type TopicStep = Schemas['StatisticsStep'];

/** Messages by hour or day; for the owner also how their deliveries went. */
export const topicStatsQuery = (topicId: string, step: 'hour' | 'day') =>
  queryOptions({
    queryKey: ['topics', 'stats', topicId, step],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/topics/{topicId}/stats', {
          params: { path: { topicId }, query: { step, utcOffset: hoursAhead() } },
        }),
      ),
    staleTime: 60_000,
  });

/** Where days begin here. */
const hoursAhead = () => Math.round(-new Date().getTimezoneOffset() / 60);
