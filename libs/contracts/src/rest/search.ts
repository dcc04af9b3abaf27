import { z } from 'zod';
import { MessageId, PartnerId } from '../ids';
import { PAGE_LIMIT } from './common';
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
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    limit: z.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
    cursor: z.string().min(1).max(256).optional(),
  })
  .meta({ id: 'SearchMessages' });
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
    done: z.number().int().describe('Messages indexed of those'),
    total: z.number().int().describe('Messages from before the fields were declared'),
  })
  .meta({ id: 'SearchIndex' });
export type SearchIndex = z.infer<typeof SearchIndex>;
