import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { createInbox } from './inboxes';
import { createSubscription } from './subscriptions';

export type Overview = Schemas['Overview'];

const LOOK_AGAIN_MS = 30_000;
/** Who takes the first steps waits for the first webhook. */
const FIRST_STEPS_MS = 3000;

/** What needs the company's attention, and its first steps. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => answerOf(api.GET('/api/v1/overview')),
  staleTime: 0,
  refetchInterval: ({ state }) => (state.data?.steps.delivery === false ? FIRST_STEPS_MS : LOOK_AGAIN_MS),
});

/** How many requests for access wait for a decision. */
export const requestCountsQuery = queryOptions({
  queryKey: ['access-requests', 'counts'],
  queryFn: () => answerOf(api.GET('/api/v1/access-requests/counts')),
  refetchInterval: LOOK_AGAIN_MS,
});

/** Opens a test inbox and subscribes it with its secret, so that it verifies what it is sent. */
export async function subscribeNewInbox(topicId: string): Promise<void> {
  const { url, secret } = await createInbox();
  await createSubscription({ topicId, url, secret, signatureType: 'v1' });
}
