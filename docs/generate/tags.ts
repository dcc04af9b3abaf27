import type { OpenAPIObject } from '@nestjs/swagger';

/** The nouns of the API in the order in which they are met: name, title, and what one does with it. */
const TAGS = [
  ['auth', 'Signing in', 'Access tokens, browser sessions, passwords, and your own account.'],
  ['users', 'People', 'The people of a company, their roles, invitations and sessions.'],
  ['api-keys', 'API keys', 'Keys for programs, with scopes and an end.'],
  ['partners', 'Partners', 'The directory of companies; operators create, suspend and limit them.'],
  ['topics', 'Topics', 'Channels that a company opens and publishes to; the catalogue of those on offer.'],
  ['contracts', 'Contracts', 'What messages of a type must be, as JSON Schema, version by version.'],
  ['grants', 'Access', 'Which partner may read which topic, which fields of it and until when.'],
  ['access-requests', 'Access requests', 'Asking for a topic of the catalogue, and deciding on it.'],
  ['messages', 'Messages', 'Publishing, reading, searching, the feed and the stream.'],
  ['erasures', 'Erasures', 'Erasing messages for good, with a receipt.'],
  ['subscriptions', 'Subscriptions', 'Endpoints that get every new message as a signed webhook.'],
  ['deliveries', 'Deliveries', 'What became of each message on its way to an endpoint, attempt by attempt.'],
  ['replays', 'Replays', 'Sending again what was missed or has failed.'],
  ['statistics', 'Statistics', 'Messages and deliveries by hour or day.'],
  ['overview', 'Overview', 'What needs attention, in one answer.'],
  ['inboxes', 'Test inboxes', 'Throw-away endpoints that show what would arrive.'],
  ['audit', 'Audit log', 'Who did what, when and from where.'],
  [
    'operators',
    'Operators',
    'The state of the platform, dead letters of all partners, looking for lost work.',
  ],
  ['platform', 'Platform', 'Whether the platform works, and this document.'],
] as const;

/** The section `tags` of the document. */
export const tags = TAGS.map(([name, title, description]) => ({ name, description, 'x-displayName': title }));

/** @throws {Error} when an operation has a tag that nobody has described, or none */
export function assertTagged({ paths }: Pick<OpenAPIObject, 'paths'>): void {
  const known: ReadonlySet<string> = new Set(TAGS.map(([name]) => name));
  for (const [path, { get, post, put, patch, delete: remove }] of Object.entries(paths))
    for (const operation of [get, post, put, patch, remove])
      if (operation && !(operation.tags?.length === 1 && known.has(operation.tags[0]!)))
        throw new Error(`${path}: its tag is to be described in docs/generate/tags.ts`);
}
