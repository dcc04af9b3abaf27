import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  example?: unknown;
}

const ID = '01kavwz1w6fzrrjx8m41rp7swe';
const TOKEN = 'Ab3xQ2nL0v8sYkR5tW7uZ1cE4fG6hJ9mP2qS5dV8bN0';
const NAME = 'Анна Петрова';
const TITLE = 'Выбор машины';
const PURPOSE = 'To offer car loans to your clients';
const REFUSAL = 'Please ask for fewer fields';

/** Of texts whose schemas have no example: by the member's name, where it differs by `Schema.member`. */
const EXAMPLES: Readonly<Record<string, string>> = {
  access_token: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJ1c3IifQ.c2lnbmF0dXJl',
  address: '203.0.113.7',
  body: '{"id":"msg_01kavwz1w6fzrrjx8m41rp7swe","type":"car.chosen","data":{"car":"Lada Vesta"}}',
  changes: 'fields',
  'AuditOutcome.code': 'VALIDATION_FAILED',
  'BatchResult.code': 'CONTRACT_VIOLATED',
  'Problem.code': 'NOT_FOUND',
  createdBy: `usr_${ID}`,
  credentialId: `key_${ID}`,
  current: 'correct horse battery',
  currentPassword: 'correct horse battery',
  cursor: 'bXNnXzAxa2F2d3oxdzZmenJyang4bTQxcnA3c3dl',
  description: 'Which cars clients choose on the site and in showrooms',
  detail: 'There is no topic top_01kavwz1w6fzrrjx8m41rp7swe.',
  email: 'owner@avtoexpress.example',
  error: 'timeout',
  errorMessage: 'The endpoint did not answer within 15 s.',
  fields: 'client.city',
  headerNames: 'x-api-version',
  hint: 'To find it sooner, narrow `from` and `to`.',
  'AuditActor.id': `usr_${ID}`,
  'AuditObject.id': `top_${ID}`,
  'Me.id': `ses_${ID}`,
  idempotencyKey: 'order-1842',
  key: `anika_${TOKEN}`,
  lastError: 'timeout',
  'InvitationWithLink.link': `https://anika.example/invite/${TOKEN}`,
  'ResetLink.link': `https://anika.example/reset/${TOKEN}`,
  message: 'is required',
  name: NAME,
  'ApiKey.name': 'Site',
  'CreateApiKey.name': 'Site',
  'CreatedApiKey.name': 'Site',
  'UpdateApiKey.name': 'Site',
  'AuditObject.name': TITLE,
  'PlatformOverview.name': 'fan-out',
  nextCursor: 'bXNnXzAxa2F2d3oxdzZmenJyang4bTQxcnA3c3dl',
  operator: '$gte',
  ownerName: 'АвтоЭкспресс',
  partnerName: 'ЭкспоБанк',
  password: 'correct horse battery',
  path: 'data.price',
  paths: 'data.client.id',
  pointer: '/data/car',
  publicKey: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
  reason: 'attempts_exhausted',
  'AccessRequest.reason': PURPOSE,
  'AccessRequestedWebhook.reason': PURPOSE,
  'AccessDecision.reason': 'For a month, to begin with',
  'AccessRejectedWebhook.reason': REFUSAL,
  'RejectAccessRequest.reason': REFUSAL,
  'Erasure.reason': 'topic_deleted',
  'Replay.reason': 'access_revoked',
  refresh_token: TOKEN,
  requestId: `req_${ID}`,
  response: '{"error":"unknown client"}',
  role: 'owner',
  searchableFields: 'client.city',
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  statusReason: 'failing',
  'Explanation.text': 'Attempt 1 delivered it at 2026-11-23T20:08:31.000Z.',
  'TestWebhook.text': 'A test event: nothing happened.',
  title: TITLE,
  'Problem.title': 'Not found',
  token: TOKEN,
  token_type_hint: 'refresh_token',
  topicName: 'car-choice',
  topicTitle: TITLE,
  'Problem.type': 'https://anika.example/docs/errors#NOT_FOUND',
  url: 'https://api.expobank.example/anika',
  userAgent: 'Mozilla/5.0 (X11; Linux x64) Firefox/145.0',
  username: 'owner@avtoexpress.example',
};

/** Gives plain texts an example that tells what they are: one that is not said in the schema is the same wherever the name is. */
export function addNamedExamples({ components, paths }: OpenAPIObject): void {
  for (const [id, schema] of Object.entries(components?.schemas ?? {})) fill(schema as Schema, id);
  for (const path of Object.values(paths))
    for (const operation of [path.post, path.put, path.patch]) {
      const body = operation?.requestBody;
      if (body && 'content' in body)
        for (const { schema } of Object.values(body.content)) fill(schema as Schema, '');
    }
}

function fill(schema: Schema, id: string): void {
  for (const [name, member] of Object.entries(schema.properties ?? {})) nameIn(member, id, name);
  for (const part of parts(schema)) fill(part, id);
}

function nameIn(member: Schema, id: string, name: string): void {
  const example = EXAMPLES[`${id}.${name}`] ?? EXAMPLES[name];
  if (example !== undefined && isPlainText(member)) member.example = example;
  for (const part of parts(member)) nameIn(part, id, name);
  fill(member, id);
}

const parts = ({ items, anyOf = [], oneOf = [] }: Schema): readonly Schema[] => [
  ...(items ? [items] : []),
  ...anyOf,
  ...oneOf,
];

function isPlainText(schema: Schema): boolean {
  const isText = [schema.type].flat().includes('string');
  return (
    isText && !['enum', 'const', 'format', 'default', 'example', 'examples'].some((said) => said in schema)
  );
}
