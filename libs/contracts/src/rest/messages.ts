import { z } from 'zod';
import { MessageId, PartnerId, TopicId } from '../ids';
import { PageQuery, Problem, Timestamp } from './common';
import { GrantFields } from './topics';

/** What kind of action it is, in the publisher's own words. */
export const MessageType = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be 1 to 128 of letters, digits, . _ -')
  .meta({ examples: ['car.chosen'] });

/** `data` is any JSON value; the bytes that are sent are the bytes that subscribers get. */
export const PublishMessage = z
  .strictObject({
    type: MessageType,
    data: z.unknown().refine((value) => value !== undefined, 'is required'),
    occurredAt: z.iso.datetime({ offset: true }).optional(),
  })
  .meta({ id: 'PublishMessage' });
export type PublishMessage = z.infer<typeof PublishMessage>;

/** RFC draft Idempotency-Key header: 1 to 255 visible ASCII characters. */
export const IdempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters');

const MAX_BATCH = 1000;
/** The items are checked one by one: one that is not right does not hold up the others. */
export const PublishBatch = z
  .strictObject({ messages: z.array(z.unknown()).min(1).max(MAX_BATCH) })
  .meta({ id: 'PublishBatch' });
export type PublishBatch = z.infer<typeof PublishBatch>;

export const BatchItem = PublishMessage.extend({ idempotencyKey: IdempotencyKey.optional() }).meta({
  id: 'BatchItem',
});
export type BatchItem = z.infer<typeof BatchItem>;

/** What became of one item: `status` 202 and its `id`, or what a request for it alone would be answered. */
export const BatchResult = z
  .object({
    index: z.number().int(),
    status: z.number().int(),
    id: MessageId.optional(),
    code: z.string().optional(),
    detail: z.string().optional(),
    errors: Problem.shape.errors,
  })
  .meta({ id: 'BatchResult' });
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
    data: z.unknown(),
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
    as: PartnerId.optional(),
    fields: z
      .string()
      .transform((text) => text.split(','))
      .pipe(GrantFields)
      .optional(),
  })
  .refine(({ as, fields }) => as === undefined || fields === undefined, {
    path: ['fields'],
    error: 'cannot stand beside as, whose grant has fields of its own',
  });
export type OneMessageQuery = z.infer<typeof OneMessageQuery>;

/** Newest first unless `order=asc`; `from` inclusive, `to` exclusive, by the time of acceptance. `as`: for the owner, as this partner sees them. */
export const MessageQuery = PageQuery.extend({
  as: PartnerId.optional(),
  order: z.enum(['desc', 'asc']).default('desc'),
  /** Seconds to wait for something new, with `order=asc`: a long poll. */
  wait: z.coerce.number().int().min(0).max(20).optional(),
  type: MessageType.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type MessageQuery = z.infer<typeof MessageQuery>;
