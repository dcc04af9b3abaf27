import { z } from 'zod';
import { PartnerId, SubscriptionId, TopicId } from '../ids';
import { rpc } from './pattern';

/** Something that happened to a partner, of which its people may be told: names and ids, nothing of what was said or sent. */
export const Notice = z.object({
  partnerId: PartnerId,
  /** The same key of one partner twice is one notice. */
  key: z.string(),
  /** Not the enumeration: what a newer version tells is left out, not refused with all others. */
  type: z.string(),
  topicId: TopicId.optional(),
  topicName: z.string().optional(),
  subscriptionId: SubscriptionId.optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Also the body of auth's `POST /internal/notices`. */
export const NoticesRequest = z.object({ notices: z.array(Notice).min(1).max(500) });
export type NoticesRequest = z.infer<typeof NoticesRequest>;

/** Served by gateway, which passes them on to auth. Repeating it tells nobody twice. */
export const TellNotices = rpc<{ taken: number }>()('gateway.tell-notices', NoticesRequest);

/** What auth answers: how many it had not heard of. */
export const NoticesAnswer = z.object({ taken: z.number().int() });
export type NoticesAnswer = z.infer<typeof NoticesAnswer>;
