import { queryOptions } from '@tanstack/react-query';
import { type Message, readMessages } from './messages';

/** How many of the newest messages a filter is tried on. */
export const TRIED = 100;

/** The newest messages of a topic and which of them a filter lets through, judged by the platform as the reader sees them. */
export const tryFilterQuery = (topicId: string, filter: string) =>
  queryOptions({
    queryKey: ['messages', topicId, 'tried', filter],
    queryFn: async () => {
      const { data: newest } = await readMessages(topicId, {})({ limit: TRIED });
      const oldest = newest.at(-1);
      const found = oldest ? await findAll(topicId, filter, oldest.createdAt) : [];
      const ids = new Set(found.map(({ id }) => id));
      return newest.map((message) => ({ ...message, matches: ids.has(message.id) }));
    },
    staleTime: 10_000,
    retry: false,
  });

async function findAll(topicId: string, filter: string, from: string): Promise<readonly Message[]> {
  const found: Message[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof readMessages>>> = await readMessages(topicId, {
      filter,
      from,
    })({ limit: TRIED, ...(cursor !== null && { cursor }) });
    found.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
