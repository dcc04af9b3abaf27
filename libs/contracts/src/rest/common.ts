import { z } from 'zod';
import { FIELD_ERROR_CODES } from '../errors';

/** How many there are of something. */
export const Count = z
  .number()
  .int()
  .min(0)
  .meta({ examples: [12] });

/** RFC 3339 time in UTC, as all answers write it. */
export const Timestamp = z.iso.datetime().meta({ examples: ['2026-11-23T20:08:31.000Z'] });

const Time = z.iso
  .datetime({ offset: true })
  .optional()
  .meta({ examples: ['2026-11-23T00:00:00.000Z'] });
/** A stretch of time, by when messages were accepted. */
export const acceptedRange = {
  from: Time.describe('Accepted at this time or later'),
  to: Time.describe('Accepted before this time'),
} as const;

export const PAGE_LIMIT = { default: 50, max: 200 } as const;

/** `?limit&cursor` of every list. The cursor is opaque: take it from `nextCursor`. */
export const PageQuery = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT.max)
    .default(PAGE_LIMIT.default)
    .describe('How many entries the answer has at most'),
  cursor: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('Where to go on: `nextCursor` of the answer before; it stands for the same query only'),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a list: `{ data, nextCursor }`; `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** With these, words could make what stands beside them look like something else. To be given to `refine`. */
export const NOT_TURNED = [
  (text: string) => !/[\u202a-\u202e\u2066-\u2069]/.test(text),
  {
    error: 'must not contain characters that turn the direction of text (U+202A to U+202E, U+2066 to U+2069)',
    params: { reason: 'turned' },
  },
] as const;

/**
 * Text for people: one line or more, without control characters other than line breaks, nor ones that turn the direction of
 * text; trimmed, 1 to `max` characters.
 */
export const Text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // eslint-disable-next-line no-control-regex -- control characters are what this refuses
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/u, 'must not contain control characters')
    .refine(...NOT_TURNED);

/** What PostgreSQL can keep and look for: its texts have no U+0000. */
export const StorableText = z
  .string()
  .refine((text) => !text.includes('\u0000'), 'must not contain the character U+0000');

/** What is wrong, one entry each. */
export const FieldErrors = z.array(
  z.object({
    pointer: z.string(),
    code: z.enum(FIELD_ERROR_CODES),
    message: z.string(),
    params: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ examples: [{ max: 200 }] })
      .describe('What the message speaks of'),
  }),
);

/** The JSON document of every error answer (RFC 9457). */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int().min(400).max(599),
    detail: z.string().optional(),
    code: z.string(),
    requestId: z.string(),
    errors: FieldErrors.optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
