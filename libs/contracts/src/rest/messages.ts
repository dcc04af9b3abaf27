import { z } from 'zod';
import { MessageId, PartnerId, TopicId } from '../ids';
import { acceptedRange, PageQuery, Problem, Timestamp } from './common';
import { GrantFields } from './topics';

/** What kind of action it is, in the publisher's own words. */
export const MessageType = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be 1 to 128 of letters, digits, . _ -')
  .meta({ examples: ['car.chosen'] });

const CHOICE = { examples: [{ car: 'Lada Vesta', price: 1_450_000 }] };
/** Any JSON value. */
export const RequiredData = z
  .unknown()
  .refine((value) => value !== undefined, 'is required')
  .meta(CHOICE);

/** `data` is any JSON value; the bytes that are sent are the bytes that subscribers get. */
export const PublishMessage = z
  .strictObject({
    type: MessageType,
    data: RequiredData,
    occurredAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'PublishMessage' });
export type PublishMessage = z.infer<typeof PublishMessage>;

/** RFC draft Idempotency-Key header: 1 to 255 visible ASCII characters. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters');

const MAX_BATCH = 1000;
const AnyItem = z
  .unknown()
  .meta({ examples: [{ type: 'car.chosen', data: { car: 'Lada Vesta' }, idempotencyKey: 'order-1842' }] });
/** The items are checked one by one: one that is not right does not hold up the others. */
export const PublishBatch = z
  .strictObject({ messages: z.array(AnyItem).min(1).max(MAX_BATCH) })
  .meta({ id: 'PublishBatch' });
export type PublishBatch = z.infer<typeof PublishBatch>;

export const BatchItem = PublishMessage.extend({ idempotencyKey: IdempotencyKey.optional() }).meta({
  id: 'BatchItem',
});
export type BatchItem = z.infer<typeof BatchItem>;

/** What became of one item: `status` 202 and its `id`, or what a request for it alone would be answered. */
export const BatchResult = z
  .object({
    index: z
      .number()
      .int()
      .min(0)
      .max(MAX_BATCH - 1),
    status: z
      .number()
      .int()
      .min(202)
      .max(599)
      .meta({ examples: [202] }),
    id: MessageId.optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    errors: Problem.shape.errors,
  })
  .meta({ id: 'BatchResult', examples: [{ index: 0, status: 202, id: 'msg_01kavwz1w6fzrrjx8m41rp7swe' }] });
export type BatchResult = z.infer<typeof BatchResult>;
export const BatchResults = z.object({ results: z.array(BatchResult) }).meta({ id: 'BatchResults' });
export type BatchResults = z.infer<typeof BatchResults>;

export const AcceptedMessage = z
  .object({ id: MessageId, topicId: TopicId, type: MessageType, createdAt: Timestamp })
  .meta({ id: 'AcceptedMessage' });
export type AcceptedMessage = z.infer<typeof AcceptedMessage>;

export const Message = z
  .object({
    id: MessageId,
    topicId: TopicId,
    type: MessageType,
    publisherId: PartnerId,
    createdAt: Timestamp,
    occurredAt: Timestamp.optional(),
    data: z.unknown().meta(CHOICE),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

export const MessagePage = z
  .object({ data: z.array(Message), nextCursor: z.string().nullable() })
  .meta({ id: 'MessagePage' });
export const MessageParams = z.strictObject({ messageId: MessageId });

/**
 * For the owner: `as`, the message as this partner sees it; `fields`, paths with commas between them, as a partner would see it whose
 * grant had these.
 */
export const OneMessageQuery = z
  .strictObject({
    as: PartnerId.optional().describe('For the owner: as this partner sees it'),
    fields: z
      .string()
      .transform((text) => text.split(','))
      .pipe(GrantFields)
      .optional()
      .meta({ examples: ['car,client.city'] })
      .describe(
        'For the owner: as a partner would see it whose grant had these paths, with commas between them',
      ),
  })
  .refine(({ as, fields }) => as === undefined || fields === undefined, {
    path: ['fields'],
    error: 'cannot stand beside as, whose grant has fields of its own',
  });
export type OneMessageQuery = z.infer<typeof OneMessageQuery>;

/** Newest first unless `order=asc`; `from` inclusive, `to` exclusive, by the time of acceptance. `as`: for the owner, as this partner sees them. */
export const MessageQuery = PageQuery.extend({
  as: PartnerId.optional().describe('For the owner: as this partner sees them'),
  order: z
    .enum(['desc', 'asc'])
    .default('desc')
    .describe('`desc`: newest first; `asc`: a feed, which misses none'),
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(20)
    .optional()
    .describe('With `order=asc`: so many seconds the answer waits for something new'),
  type: MessageType.optional().describe('Of this type only'),
  ...acceptedRange,
});
export type MessageQuery = z.infer<typeof MessageQuery>;
