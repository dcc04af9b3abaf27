import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Partner = Schemas['Partner'];

const SUGGESTIONS = 20;

/** The directory; `q` is the beginning of a name. */
export const partnersQuery = (q?: string) =>
  pagesOf(['partners', 'list', q], (page) =>
    answerOf(api.GET('/api/v1/partners', { params: { query: { ...page, ...(q && { q }) } } })),
  );

/** Partners whose name has the text in it. */
export const partnerSearch = (q: string) =>
  queryOptions({
    queryKey: ['partners', 'search', q],
    queryFn: () =>
      answerOf(api.GET('/api/v1/partners', { params: { query: { limit: SUGGESTIONS, ...(q && { q }) } } })),
    staleTime: 60_000,
  });

export const partnerQuery = (partnerId: string) =>
  queryOptions({
    queryKey: ['partners', 'one', partnerId],
    queryFn: () => answerOf(api.GET('/api/v1/partners/{partnerId}', { params: { path: { partnerId } } })),
    staleTime: 300_000,
  });
