import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Replay = Schemas['Replay'];
export type StartReplay = Schemas['StartReplay'];
export type Selection = StartReplay['only'];

const of = (subscriptionId: string) => ({ params: { path: { subscriptionId } } });
const one = (replayId: string) => ({ params: { path: { replayId } } });
const REFRESH_MS = 1000;

export const SELECTIONS = ['failed', 'dead', 'missing', 'all'] as const satisfies readonly Selection[];

/** How many deliveries it would be. */
export const replayCountQuery = (subscriptionId: string, body: StartReplay) =>
  queryOptions({
    queryKey: ['replays', 'count', subscriptionId, body],
    queryFn: async () => {
      const answer = await answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/replay', {
          ...of(subscriptionId),
          body: { ...body, dryRun: true },
        }),
      );
      return answer as Schemas['ReplayCount'];
    },
    staleTime: 5000,
    retry: false,
  });

export async function startReplay(subscriptionId: string, body: StartReplay): Promise<Replay> {
  const answer = await answerOf(
    api.POST('/api/v1/subscriptions/{subscriptionId}/replay', { ...of(subscriptionId), body }),
  );
  return answer as Replay;
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
