import { z } from 'zod';
import { PartnerId, TopicId } from '../ids';
import { NOT_TURNED, PageQuery, pageOf, StorableText, Text, Timestamp } from './common';

export const TOPIC_STATES = ['active', 'deleting'] as const;
/** `events`: what the platform tells the owner; one for each partner, and only the platform publishes to it. */
export const TOPIC_KINDS = ['regular', 'events'] as const;
const Visibility = z.enum(['private', 'catalog']);

/** The topic's name in addresses and webhooks: lower case letters, digits, `.`, `_`, `-`; unique within its owner. */
const TopicName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, 'must be 1 to 63 of a-z 0-9 . _ - and start with a letter or digit')
  .meta({ examples: ['car-choice'] });

/** PostgreSQL's text holds every character but U+0000. */
const Description = StorableText.trim()
  .max(2000)
  .refine(...NOT_TURNED);

/** The shortest time that messages are kept, by topic and by platform. */
export const MIN_RETENTION_DAYS = 7;
/** Days that messages are kept; as long as the platform does when null. */
const RetentionDays = z.number().int().min(MIN_RETENTION_DAYS).max(3650).nullable();

/** Names joined by dots: a path into `data`. A path stands for all below it. */
const DataPath = z
  .string()
  .regex(
    // eslint-disable-next-line no-control-regex -- control characters are what this refuses
    /^[^.\u0000-\u001f\ud800-\udfff]{1,128}(\.[^.\u0000-\u001f\ud800-\udfff]{1,128}){0,15}$/u,
    'must be names joined by dots',
  )
  .meta({ examples: ['client.city'] });

/** Paths of `data` for which search by equality reads an index. */
const SearchableFields = z
  .array(DataPath)
  .max(16)
  .refine((paths) => new Set(paths).size === paths.length, 'must name each path once');

/** Paths into `data` that the partner gets; all of it when there are none. A path stands for all below it. */
export const GrantFields = z
  .array(DataPath)
  .min(1)
  .max(100)
  .describe(
    'Paths below `data` of what the partner gets: `client.city`, not `data.client.city`. One that begins with `data` is taken only where a contract of the topic tells of a member `data` in `data`',
  );

export const Topic = z
  .object({
    id: TopicId,
    ownerId: PartnerId,
    ownerName: z.string(),
    kind: z.enum(TOPIC_KINDS),
    name: TopicName,
    title: z.string(),
    description: z.string(),
    visibility: Visibility,
    state: z.enum(TOPIC_STATES),
    retentionDays: RetentionDays,
    searchableFields: z.array(z.string()),
    grant: z
      .object({ fields: GrantFields.nullable(), expiresAt: Timestamp.nullable(), createdAt: Timestamp })
      .optional()
      .describe('Yours, for a topic of another partner'),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Topic' });
export type Topic = z.infer<typeof Topic>;
export const TopicPage = pageOf(Topic).meta({ id: 'TopicPage' });
export const TopicParams = z.strictObject({ topicId: TopicId });
/** By their time of creation, the oldest first, in the catalogue the newest. */
export const TopicQuery = PageQuery.extend({
  scope: z
    .enum(['owned', 'shared', 'catalog', 'events'])
    .default('owned')
    .describe(
      '`owned`: yours; `shared`: those that you may read; `catalog`: those on offer; `events`: yours of what the platform tells you',
    ),
  q: StorableText.max(100)
    .optional()
    .describe(
      'Only topics with this text in their name or title, in letters of any case. A page may be short, or empty, and have a `nextCursor` all the same',
    ),
});
export type TopicQuery = z.infer<typeof TopicQuery>;

export const CreateTopic = z
  .strictObject({
    name: TopicName,
    title: Text(200).meta({ examples: ['Выбор машины'] }),
    description: Description.default(''),
    visibility: Visibility.default('private'),
    retentionDays: RetentionDays.default(null),
    searchableFields: SearchableFields.default([]),
  })
  .meta({ id: 'CreateTopic' });
export type CreateTopic = z.infer<typeof CreateTopic>;

export const UpdateTopic = z
  .strictObject({
    name: TopicName.optional(),
    title: Text(200).optional(),
    description: Description.optional(),
    visibility: Visibility.optional(),
    retentionDays: RetentionDays.optional(),
    searchableFields: SearchableFields.optional(),
  })
  .meta({ id: 'UpdateTopic' });
export type UpdateTopic = z.infer<typeof UpdateTopic>;

/** From then on the grant is as if revoked; in the future. */
export const GrantEnd = z.iso.datetime({ offset: true }).meta({ examples: ['2027-06-30T21:00:00.000Z'] });

export const Grant = z
  .object({
    topicId: TopicId,
    partnerId: PartnerId,
    partnerName: z.string(),
    fields: GrantFields.nullable(),
    expiresAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'Grant' });
export type Grant = z.infer<typeof Grant>;
export const GrantPage = pageOf(Grant).meta({ id: 'GrantPage' });
export const GrantParams = z.strictObject({ topicId: TopicId, partnerId: PartnerId });
/** Replaces a grant that is there, but what limits it is not taken away by leaving it out. */
export const PutGrant = z
  .strictObject({
    fields: GrantFields.nullable()
      .optional()
      .describe(
        'All of `data` when null or left out. Required, be it as null, when the grant is there and shows some fields only',
      ),
    expiresAt: GrantEnd.nullable()
      .optional()
      .describe(
        'No end when null or left out. Required, be it as null, when the grant is there and has an end',
      ),
  })
  .meta({ id: 'PutGrant' });
export type PutGrant = z.infer<typeof PutGrant>;

/** A grant among those of all topics. */
export const DescribedGrant = Grant.extend({
  topicName: TopicName,
  topicTitle: z.string(),
  ownerId: PartnerId,
  ownerName: z.string(),
}).meta({ id: 'DescribedGrant' });
export type DescribedGrant = z.infer<typeof DescribedGrant>;
export const DescribedGrantPage = pageOf(DescribedGrant).meta({ id: 'DescribedGrantPage' });

/** `given`: for your topics, expired ones too; `received`: yours, while they last. `partnerId`: the other side. */
export const GrantQuery = PageQuery.extend({
  direction: z
    .enum(['given', 'received'])
    .describe('`given`: for your topics; `received`: yours, while they last'),
  partnerId: PartnerId.optional().describe('With this other side only'),
  topicId: TopicId.optional().describe('To this topic only'),
});
export type GrantQuery = z.infer<typeof GrantQuery>;
