import { infiniteQueryOptions } from '@tanstack/react-query';

/** A list of the API, a page. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

export const PAGE_SIZE = 50;

/** The query of a list that is read page by page. @example pagesOf(['topics', scope], (page) => answerOf(api.GET('/api/v1/topics', { params: { query: { scope, ...page } } }))) */
export function pagesOf<Item>(
  key: readonly unknown[],
  read: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>,
) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read({ limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ data }) => data),
  });
}
