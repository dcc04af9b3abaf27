import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Subscription = Schemas['Subscription'];
const one = (subscriptionId: string) => ({ params: { path: { subscriptionId } } });

export const subscriptionsQuery = pagesOf(['subscriptions', 'list'], (query) =>
  answerOf(api.GET('/api/v1/subscriptions', { params: { query } })),
);

export const subscriptionQuery = (subscriptionId: string) =>
  queryOptions({
    queryKey: ['subscriptions', 'one', subscriptionId],
    queryFn: () => answerOf(api.GET('/api/v1/subscriptions/{subscriptionId}', one(subscriptionId))),
  });

export const createSubscription = (body: Schemas['CreateSubscription']) =>
  answerOf(api.POST('/api/v1/subscriptions', { body }));

export const updateSubscription = (id: string, body: Schemas['UpdateSubscription']) =>
  answerOf(api.PATCH('/api/v1/subscriptions/{subscriptionId}', { ...one(id), body }));

export const deleteSubscription = (id: string) =>
  answerOf(api.DELETE('/api/v1/subscriptions/{subscriptionId}', one(id)));

export const pauseSubscription = (id: string) =>
  answerOf(api.POST('/api/v1/subscriptions/{subscriptionId}/pause', one(id)));

export const resumeSubscription = (id: string) =>
  answerOf(api.POST('/api/v1/subscriptions/{subscriptionId}/resume', one(id)));

export const testSubscription = (id: string) =>
  answerOf(api.POST('/api/v1/subscriptions/{subscriptionId}/test', one(id)));

/** A new secret; the old one is valid beside it for `overlapHours`. */
export const rotateSecret = (id: string, body: Schemas['RotateSecret']) =>
  answerOf(api.POST('/api/v1/subscriptions/{subscriptionId}/rotate-secret', { ...one(id), body }));

/** Whether the filter, as it is saved, matches a message, and which condition does not. */
export const matchQuery = (subscriptionId: string, messageId: string, version: string) =>
  queryOptions({
    queryKey: ['subscriptions', 'match', subscriptionId, messageId, version],
    queryFn: () =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/match', {
          ...one(subscriptionId),
          body: { messageId },
        }),
      ),
    staleTime: Infinity,
  });

/** The filter as JSON text goes out as it is written; null takes it away. */
export const updateFilter = (id: string, filter: string | null) =>
  answerOf(
    api.PATCH('/api/v1/subscriptions/{subscriptionId}', {
      ...one(id),
      body: {},
      bodySerializer: () => `{"filter":${filter}}`,
      headers: { 'content-type': 'application/json' },
    }),
  );
