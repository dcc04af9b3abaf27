import { z } from 'zod';
import { SubscriptionId, TopicId } from '../ids';
import { Attempt } from '../rest/deliveries';
import { rpc } from './pattern';

/** Sends one `anika.test` event to the subscription's endpoint and answers the attempt. May take 20 s. */
export const TestSubscription = rpc<{ attempt: Attempt }>()(
  'dispatcher.test-subscription',
  z.object({ topicId: TopicId, subscriptionId: SubscriptionId }),
);
