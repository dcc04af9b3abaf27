import type { OpenAPIObject } from '@nestjs/swagger';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { sample } from 'openapi-sampler';

interface Media {
  schema?: object;
  example?: unknown;
}
type Content = Readonly<Record<string, Media>> | undefined;
interface Operation {
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

const DOCUMENT = 'openapi.json';
/** What is made up for a text, a member or a whole number of which nothing is known. */
const SAYS_NOTHING = /(?<!"type":)"string"|"property1"|9007199254740991/;

/**
 * Gives every request and answer an example, made of its schema and the examples in it.
 *
 * @throws {Error} when one does not fit its schema, or says nothing: then a part of the schema needs an example
 */
export function addExamples(document: OpenAPIObject): void {
  const ajv = addFormats(new Ajv2020({ strict: false })).addSchema(document, DOCUMENT);
  const fits = (schema: object) => ajv.compile(withAbsoluteRefs(schema) as object);
  const add = (place: string, content: Content, make = answerExample) => {
    for (const [type, media] of Object.entries(content ?? {})) {
      if (!media.schema || !type.endsWith('json')) continue;
      const example = media.example ?? make(media.schema, document);
      const validate = fits(media.schema);
      if (!validate(example))
        throw new Error(
          `The example of ${place} does not fit: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(example)}`,
        );
      if (SAYS_NOTHING.test(JSON.stringify(example)))
        throw new Error(`The example of ${place} says nothing: ${JSON.stringify(example)}`);
      media.example = example;
    }
  };
  const all = { ...document.paths, ...document.webhooks } as unknown as Record<
    string,
    Record<string, Operation>
  >;
  for (const [path, operations] of Object.entries(all))
    for (const [method, { requestBody, responses }] of Object.entries(operations)) {
      add(`${method} ${path}`, requestBody?.content, requestExample);
      for (const [status, { content }] of Object.entries(responses))
        add(`${method} ${path} ${status}`, content);
    }
}

function answerExample(schema: object, document: object): unknown {
  return sample(schema, {}, document);
}

/** What must be sent; of a request in which nothing must be, everything that may. */
function requestExample(schema: object, document: object): unknown {
  const least: unknown = sample(schema, { skipNonRequired: true }, document);
  const isEmpty = typeof least === 'object' && least !== null && Object.keys(least).length === 0;
  return isEmpty ? answerExample(schema, document) : least;
}

function withAbsoluteRefs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAbsoluteRefs);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === '$ref' && typeof part === 'string' ? `${DOCUMENT}${part}` : withAbsoluteRefs(part),
    ]),
  );
}
