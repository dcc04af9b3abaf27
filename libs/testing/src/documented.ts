import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Route {
  readonly template: string;
  readonly pattern: RegExp;
}

/** An answer, whoever asked for it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Of JSON, parsed. */
  readonly body: unknown;
  readonly text: string;
}

const DOCUMENT = 'docs/openapi.json';
const document = JSON.parse(readFileSync(join(__dirname, '../../..', DOCUMENT), 'utf8')) as OpenApi;
const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true })).addSchema(document, DOCUMENT);
const validators = new Map<string, ValidateFunction>();

/** Those with the fewest parts that may be anything come first. */
const routes: readonly Route[] = Object.keys(document.paths)
  .toSorted((a, b) => a.split('{').length - b.split('{').length)
  .map((template) => ({
    template,
    pattern: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));

/**
 * Compares an answer with `docs/openapi.json`: its status, content type and body. What is asked of no route is not looked at.
 *
 * @throws {Error} when the document does not know such an answer
 * @example request.expect((answer) => assertDocumented('get', '/api/v1/topics', answer))
 */
export function assertDocumented(method: string, url: string, answer: Answer): void {
  const path = url.split('?')[0]!;
  const route = routes.find(({ pattern }) => pattern.test(path));
  const operation = route && document.paths[route.template]![method];
  if (!operation) return;
  const place = `${method.toUpperCase()} ${route.template}`;
  const response = operation.responses[answer.status];
  if (!response) throw new Error(`${place}: ${answer.status} is not documented: ${answer.text}`);
  const type = answer.headers['content-type']?.split(';')[0];
  const media = type === undefined ? undefined : response.content?.[type];
  if (answer.status === 204 || (type === undefined && !response.content)) return;
  if (!media) throw new Error(`${place}: ${answer.status} is not documented as ${type}: ${answer.text}`);
  if (!media.schema || !type!.endsWith('json')) return;
  const validate = validatorOf(['paths', route.template, method, 'responses', `${answer.status}`, type!]);
  if (!validate(answer.body))
    throw new Error(
      `${place}: the body of ${answer.status} is not as documented: ${ajv.errorsText(validate.errors)}\n${answer.text}`,
    );
}

function validatorOf([paths, template, method, responses, status, type]: string[]): ValidateFunction {
  const parts = [paths, template, method, responses, status, 'content', type, 'schema'];
  const pointer = parts.map((part) => encodeURIComponent(part!.replaceAll('~', '~0').replaceAll('/', '~1')));
  const $ref = `${DOCUMENT}#/${pointer.join('/')}`;
  const known = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, known);
  return known;
}
