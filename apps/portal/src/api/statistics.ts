import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';

export type StatisticsStep = Schemas['StatisticsStep'];

/** What became of a subscription's deliveries: the last 24 hours, or the last 30 days as the reader's clock divides them. */
export const subscriptionStatsQuery = (subscriptionId: string, step: 'hour' | 'day') =>
  queryOptions({
    queryKey: ['stats', 'subscription', subscriptionId, step],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/subscriptions/{subscriptionId}/stats', {
          params: { path: { subscriptionId }, query: { step, utcOffset: hoursFromUtc() } },
        }),
      ),
    refetchInterval: 60_000,
  });

const hoursFromUtc = () => Math.max(-12, Math.min(14, Math.round(-new Date().getTimezoneOffset() / 60)));
