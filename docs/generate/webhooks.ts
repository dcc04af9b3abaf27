import { WEBHOOKS } from '@anika/contracts';
import { zodToOpenApi } from '@anika/platform';

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

/** As the Standard Webhooks specification names them, and two of our own. */
const HEADERS = [
  header('webhook-id', 'The message: the same in each attempt', 'msg_01kavwz1w6fzrrjx8m41rp7swe'),
  header('webhook-timestamp', 'Of this attempt, Unix seconds', '1764000000'),
  header(
    'webhook-signature',
    'Over `id.timestamp.body`; several while a rotated secret overlaps',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ),
  header(
    'anika-delivery-id',
    'The delivery, as in `GET /deliveries/{id}`',
    'dlv_01kavwz1w6fzrrjx8m41rp7swe01kavwz1w6fzrrjx8m41rp7swf',
  ),
  header('anika-attempt', 'Counts the attempts of the delivery, from 1', '1'),
];

const ANSWERS = {
  '2XX': { description: 'Taken; anything else is tried again' },
  '410': { description: 'Send nothing more: the subscription is disabled' },
  '429': { description: 'Try again after as many seconds as `Retry-After` says; so is 503' },
};

/** The section `webhooks` of the document: what ANIKA sends to endpoints; and the schemas that it needs. */
export function webhooks() {
  const components: Record<string, unknown> = {};
  const section = Object.entries(WEBHOOKS).map(([name, { summary, schema }]) => {
    const converted = ofComponents(zodToOpenApi(schema, { schemaType: 'output' })!);
    Object.assign(components, converted.components);
    const content = { 'application/json': { schema: converted.schema } };
    const post = {
      summary: eventsOf(converted.components[schema.meta()!.id!]) ?? 'Message',
      description: summary,
      parameters: HEADERS,
      requestBody: { required: true, content },
      responses: ANSWERS,
    };
    return [name, { post }] as const;
  });
  return { section: Object.fromEntries(section), components };
}

/** The names of the events, by which a list of webhooks can be looked through; undefined where a publisher names them. */
function eventsOf(envelope: unknown): string | undefined {
  const { type } = (envelope as { properties: { type: { enum?: string[]; const?: string } } }).properties;
  return type.enum?.join(', ') ?? type.const;
}

function ofComponents<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;
}
