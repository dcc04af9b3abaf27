import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client';
import type { Page } from './pages';

const PAGE = 200;
const MOST = 2000;

/** How much of a limit is used; of very many it is only known that there are more. */
export interface Use {
  readonly count: number;
  readonly hasMore: boolean;
}

type Read = (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<unknown>>;

const READS = {
  topics: (page) => answerOf(api.GET('/api/v1/topics', { params: { query: { scope: 'owned', ...page } } })),
  subscriptions: (page) => answerOf(api.GET('/api/v1/subscriptions', { params: { query: page } })),
  apiKeys: (page) => answerOf(api.GET('/api/v1/api-keys', { params: { query: page } })),
} as const satisfies Readonly<Record<string, Read>>;
export type Counted = keyof typeof READS;

export const usageQuery = (limit: Counted) =>
  queryOptions({ queryKey: ['limits', limit], queryFn: () => countOf(READS[limit]) });

async function countOf(read: Read): Promise<Use> {
  let count = 0;
  let cursor: string | null = '';
  while (cursor !== null && count < MOST) {
    const page: Page<unknown> = await read({ limit: PAGE, ...(cursor && { cursor }) });
    count += page.data.length;
    cursor = page.nextCursor;
  }
  return { count, hasMore: cursor !== null };
}
