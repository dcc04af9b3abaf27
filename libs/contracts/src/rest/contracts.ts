import { z } from 'zod';
import { TopicId } from '../ids';
import { FieldErrors, pageOf, Timestamp } from './common';
import { MessageType } from './messages';

/** JSON Schema 2020-12, with the keywords that contracts know. */
const JsonSchema = z
  .unknown()
  .refine((value) => value !== undefined, 'is required')
  .meta({
    examples: [{ type: 'object', properties: { car: { type: 'string' } }, required: ['car'] }],
  });
const Version = z.number().int().min(1);

/** What `data` of messages of a type must be. Each change is a new version; all are kept. */
export const Contract = z
  .object({
    topicId: TopicId,
    type: MessageType,
    version: Version,
    schema: JsonSchema,
    /** Absent when there is none. */
    example: z
      .unknown()
      .optional()
      .meta({ examples: [{ car: 'Lada Vesta' }] }),
    createdAt: Timestamp,
    /** The user or API key; shown to the owner of the topic. */
    createdBy: z.string().optional(),
    /** Since then messages of the type are not checked. */
    removedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Contract' });
export type Contract = z.infer<typeof Contract>;
export const ContractPage = pageOf(Contract).meta({ id: 'ContractPage' });

export const ContractParams = z.strictObject({ topicId: TopicId, type: MessageType });
export const ContractQuery = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .describe('This version, by default the one in force'),
});
export type ContractQuery = z.infer<typeof ContractQuery>;

export const PutContract = z
  .strictObject({
    schema: JsonSchema,
    /** A `data` that is right by the schema. */
    example: z.unknown().optional(),
    /** Also when it breaks something. */
    force: z.boolean().default(false),
    /** Only say what would change. */
    dryRun: z.boolean().default(false),
  })
  .meta({ id: 'PutContract' });
export type PutContract = z.infer<typeof PutContract>;

/** `version` is the one that it would be, `changes` what would need `force`. */
export const ContractCheck = z
  .object({ type: MessageType, version: Version, compatible: z.boolean(), changes: FieldErrors })
  .meta({ id: 'ContractCheck' });
export type ContractCheck = z.infer<typeof ContractCheck>;
export const PutContractAnswer = z.union([Contract, ContractCheck]);
