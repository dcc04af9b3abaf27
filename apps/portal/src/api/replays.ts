import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Replay = Schemas['Replay'];
export type Selection = Schemas['StartReplay']['only'];

/** What is sent again. `filter` is JSON of the filter language: its numbers keep their digits. */
export interface ReplayChoice extends Omit<Schemas['StartReplay'], 'filter' | 'dryRun'> {
  readonly filter?: string;
}

const of = (subscriptionId: string) => ({ params: { path: { subscriptionId } } });
const one = (replayId: string) => ({ params: { path: { replayId } } });
const REFRESH_MS = 1000;

export const SELECTIONS = ['failed', 'dead', 'missing', 'all'] as const satisfies readonly Selection[];

/** How many deliveries it would be. */
export const replayCountQuery = (subscriptionId: string, choice: ReplayChoice) =>
  queryOptions({
    queryKey: ['replays', 'count', subscriptionId, choice],
    queryFn: async () => (await replay(subscriptionId, choice, true)) as Schemas['ReplayCount'],
    staleTime: 5000,
    retry: false,
  });

export const startReplay = async (subscriptionId: string, choice: ReplayChoice) =>
  (await replay(subscriptionId, choice, false)) as Replay;

function replay(subscriptionId: string, { filter, ...choice }: ReplayChoice, dryRun: boolean) {
  const rest = JSON.stringify({ ...choice, dryRun });
  return answerOf(
    api.POST('/api/v1/subscriptions/{subscriptionId}/replay', {
      ...of(subscriptionId),
      body: choice,
      bodySerializer: () => (filter === undefined ? rest : `${rest.slice(0, -1)},"filter":${filter}}`),
      headers: { 'content-type': 'application/json' },
    }),
  );
}

export const replayQuery = (replayId: string) =>
  queryOptions({
    queryKey: ['replays', 'one', replayId],
    queryFn: () => answerOf(api.GET('/api/v1/replays/{replayId}', one(replayId))),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? REFRESH_MS : false),
  });

export const replaysQuery = (subscriptionId: string) =>
  pagesOf(['replays', 'list', subscriptionId], (query) =>
    answerOf(
      api.GET('/api/v1/subscriptions/{subscriptionId}/replays', {
        params: { path: { subscriptionId }, query },
      }),
    ),
  );

export const cancelReplay = (replayId: string) =>
  answerOf(api.DELETE('/api/v1/replays/{replayId}', one(replayId)));
