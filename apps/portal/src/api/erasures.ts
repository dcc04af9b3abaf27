import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Erasure = Schemas['Erasure'];
export type ErasureCount = Schemas['ErasureCount'];

export interface ErasureSelection {
  /** JSON of the filter language. */
  readonly filter: string;
  readonly from?: string;
  readonly to?: string;
}

/** The receipts of a topic, newest first. */
export const erasuresQuery = (topicId: string) => ({
  ...pagesOf(['erasures', topicId], (query) =>
    answerOf(api.GET('/api/v1/topics/{topicId}/erasures', { params: { path: { topicId }, query } })),
  ),
  // While one runs, it is looked at again.
  refetchInterval: ({ state }: { readonly state: { readonly data?: ErasurePages } }) =>
    state.data?.pages.some(({ data }) => data.some((one) => one.state === 'running')) ? 2000 : false,
});

interface ErasurePages {
  readonly pages: readonly { readonly data: readonly Erasure[] }[];
}

const erase = (topicId: string, { filter, ...range }: ErasureSelection, dryRun: boolean) =>
  answerOf(
    api.POST('/api/v1/topics/{topicId}/erasures', {
      params: { path: { topicId } },
      // The filter goes out as it was written: a number keeps its digits.
      body: { filter: {}, ...range, dryRun },
      bodySerializer: () => `${JSON.stringify({ ...range, dryRun }).slice(0, -1)},"filter":${filter}}`,
      headers: { 'content-type': 'application/json' },
    }),
  );

export const countErasure = async (topicId: string, selection: ErasureSelection) =>
  (await erase(topicId, selection, true)) as ErasureCount;

export const eraseMessages = async (topicId: string, selection: ErasureSelection) =>
  (await erase(topicId, selection, false)) as Erasure;
