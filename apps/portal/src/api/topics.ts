import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Topic = Schemas['Topic'];
export type Grant = Schemas['Grant'];
export type TopicScope = 'owned' | 'shared';

export const topicsQuery = (scope: TopicScope) =>
  pagesOf(['topics', 'list', scope], (page) =>
    answerOf(api.GET('/api/v1/topics', { params: { query: { scope, ...page } } })),
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

export const hasMessagesQuery = (topicId: string) =>
  queryOptions({
    queryKey: ['messages', topicId, 'any'],
    queryFn: async () => {
      const { data } = await answerOf(
        api.GET('/api/v1/topics/{topicId}/messages', { params: { path: { topicId }, query: { limit: 1 } } }),
      );
      return data.length > 0;
    },
  });
