import { z } from 'zod';
import { MessageId } from '../ids';
import { MessageType, RequiredData } from './messages';

/** A message of the topic by its id, or a sample. */
export const MatchRequest = z
  .xor([
    z.strictObject({ messageId: MessageId }),
    z.strictObject({
      type: MessageType,
      data: RequiredData,
    }),
  ])
  .meta({ id: 'MatchRequest' });
export type MatchRequest = z.infer<typeof MatchRequest>;

/** `failed`: the first clause of the filter that does not hold. */
export const MatchAnswer = z
  .object({
    matches: z.boolean(),
    failed: z.object({ path: z.string(), operator: z.string(), expected: z.unknown() }).nullable(),
  })
  .meta({ id: 'MatchAnswer' });
export type MatchAnswer = z.infer<typeof MatchAnswer>;
