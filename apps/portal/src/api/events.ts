import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';

/** The topic in which the platform tells the company what happens to it. */
export const eventsTopicQuery = queryOptions({
  queryKey: ['topics', 'events'],
  queryFn: async () => {
    const { data } = await answerOf(
      api.GET('/api/v1/topics', { params: { query: { scope: 'events', limit: 1 } } }),
    );
    return data[0] ?? null;
  },
  staleTime: Infinity,
});
