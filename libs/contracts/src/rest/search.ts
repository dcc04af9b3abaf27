import { z } from 'zod';
import { MessageId, PartnerId } from '../ids';
import { acceptedRange, Count, PAGE_LIMIT, PageQuery } from './common';
import { Filter } from './filters';
import { IdempotencyKey, Message, MessageType } from './messages';

/** All that is given must hold; `from` inclusive, `to` exclusive, by the time of acceptance. */
export const SearchMessages = z
  .strictObject({
    filter: Filter.optional(),
    id: MessageId.optional(),
    type: MessageType.optional(),
    publisherId: PartnerId.optional(),
    as: PartnerId.optional().describe('For the owner: what this partner finds, as it sees it'),
    idempotencyKey: IdempotencyKey.optional().describe(
      'For the owner: the message that was published with it',
    ),
    ...acceptedRange,
    limit: z.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
    cursor: PageQuery.shape.cursor,
  })
  .meta({
    id: 'SearchMessages',
    examples: [{ filter: { 'data.client.city': 'Москва' }, from: '2026-11-23T00:00:00.000Z', limit: 50 }],
  });
export type SearchMessages = z.infer<typeof SearchMessages>;

export const FoundMessages = z
  .object({
    data: z.array(Message),
    nextCursor: z.string().nullable(),
    incomplete: z
      .literal(true)
      .optional()
      .describe(
        'The search has read as much as it may: it goes on at `nextCursor`, also when nothing was found yet',
      ),
    hint: z.string().optional().describe('What would make it quicker'),
  })
  .meta({ id: 'FoundMessages' });
export type FoundMessages = z.infer<typeof FoundMessages>;

/** `running`: messages from before the fields were declared are being indexed; search works meanwhile, slower. */
export const SearchIndex = z
  .object({
    fields: z.array(z.string()),
    state: z.enum(['running', 'ready']),
    done: Count.describe('Messages indexed of those'),
    total: Count.describe('Messages from before the fields were declared'),
  })
  .meta({ id: 'SearchIndex' });
export type SearchIndex = z.infer<typeof SearchIndex>;
