import { queryOptions } from '@tanstack/react-query';
import { partsOf } from '../lib/json-parts';
import { answerOf, api } from './client';
import { readMessages } from './messages';

/** How many of the newest messages a filter is tried on. */
export const TRIED = 100;

/** The newest messages of a topic and which of them a filter lets through, judged by the platform as the reader sees them. */
export const tryFilterQuery = (topicId: string, filter: string) =>
  queryOptions({
    queryKey: ['matches', topicId, filter],
    queryFn: async () => {
      const { data: newest } = await readMessages(topicId, {})({ limit: TRIED });
      const oldest = newest.at(-1);
      const ids = oldest ? await foundIds(topicId, filter, oldest.createdAt) : new Set<string>();
      return newest.map((message) => ({ ...message, matches: ids.has(message.id) }));
    },
    retry: false,
  });

async function foundIds(topicId: string, filter: string, from: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const rest = JSON.stringify({ from, limit: TRIED, ...(cursor !== null && { cursor }) });
    const text: string = await answerOf(
      api.POST('/api/v1/topics/{topicId}/messages/search', {
        params: { path: { topicId } },
        body: {},
        // The filter goes out as it is written: a number keeps its digits.
        bodySerializer: () => `${rest.slice(0, -1)},"filter":${filter}}`,
        headers: { 'content-type': 'application/json' },
        parseAs: 'text',
      }),
    );
    const answer = partsOf(text);
    for (const message of partsOf(answer.get('data') ?? '[]').values())
      ids.add(JSON.parse(partsOf(message).get('id') ?? '""') as string);
    cursor = JSON.parse(answer.get('nextCursor') ?? 'null') as string | null;
  } while (cursor !== null);
  return ids;
}
