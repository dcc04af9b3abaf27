import type { FieldError } from '@anika/contracts';
import type { ErrorObject } from 'ajv/dist/2020';
import { bestOf } from './branches';
import { type Schema, step } from './walk';

const MAX_ERRORS = 20;
/** Some of them say the same. */
const MAX_LOOKED_AT = 200;
const MAX_SHOWN = 200;
const MAX_VALUES = 20;
/** Both may hold names of members, which are as long as anybody likes. */
const MAX_TEXT = 500;

type Said = Omit<FieldError, 'pointer'> & { readonly below?: string };
/** What ajv tells with an error, each keyword its own. */
interface Params {
  readonly [name: string]: unknown;
  readonly missingProperty: string;
  readonly additionalProperty: string;
  readonly propertyName: string;
  readonly type: string | readonly string[];
  readonly format: string;
  readonly allowedValues: readonly unknown[];
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
  // Such as 1e400.
  huge: 'a number as large as that',
};

/** ajv's errors as those of our answers, each with a sentence that needs no knowledge of JSON Schema. */
export function fieldErrorsOf(errors: readonly ErrorObject[], pointer: string, root: Schema): FieldError[] {
  const said = bestOf(errors, root)
    .slice(0, MAX_LOOKED_AT)
    .flatMap((error) => {
      const sentence = (SENTENCES[error.keyword] ?? other)(error.params as unknown as Params, error);
      if (sentence === undefined) return [];
      const { below = '', message, ...rest } = sentence;
      const at = cut(pointer + error.instancePath + below, MAX_TEXT);
      return [{ pointer: at, ...rest, message: cut(message, MAX_TEXT) }];
    });
  const unique = new Map(said.map((error) => [`${error.pointer} ${error.message}`, error]));
  return [...unique.values()].slice(0, MAX_ERRORS);
}

type Sentence = (params: Params, error: ErrorObject) => Said | undefined;

const least =
  (unit: string): Sentence =>
  ({ limit }) => ({
    code: 'TOO_SMALL',
    message: `must have at least ${limit} ${unit}`,
    params: { minimum: limit },
  });
const most =
  (unit: string): Sentence =>
  ({ limit }) => ({
    code: 'TOO_BIG',
    message: `must have at most ${limit} ${unit}`,
    params: { maximum: limit },
  });

const SENTENCES: Readonly<Record<string, Sentence>> = {
  required: ({ missingProperty }) => ({
    below: step(missingProperty),
    code: 'REQUIRED',
    message: 'is required',
  }),
  dependentRequired: ({ missingProperty, property }) => ({
    below: step(missingProperty),
    code: 'REQUIRED',
    message: `is required because ${JSON.stringify(property)} is there`,
  }),
  additionalProperties: ({ additionalProperty }) => ({
    below: step(additionalProperty),
    code: 'UNKNOWN_MEMBER',
    message: 'is not known here',
  }),
  'false schema': () => ({ code: 'UNKNOWN_MEMBER', message: 'must not be there' }),
  propertyNames: ({ propertyName }) => ({
    below: step(propertyName),
    code: 'INVALID',
    message: 'has a name that is not allowed here',
  }),
  type: ({ type }, { data }) => ({
    code: 'INVALID_TYPE',
    message: `must be ${listOf([type].flat(), (name) => NAMES[name] ?? name)}, not ${NAMES[typeOf(data)]}`,
    params: { expected: type },
  }),
  enum: ({ allowedValues }) => oneOf(allowedValues),
  const: ({ allowedValue }) => oneOf([allowedValue]),
  minimum: bound('TOO_SMALL', 'at least', 'minimum'),
  exclusiveMinimum: bound('TOO_SMALL', 'more than', 'minimum'),
  maximum: bound('TOO_BIG', 'at most', 'maximum'),
  exclusiveMaximum: bound('TOO_BIG', 'less than', 'maximum'),
  multipleOf: ({ multipleOf }) => ({
    code: 'INVALID',
    message: `must be a multiple of ${multipleOf}`,
    params: { multipleOf },
  }),
  minLength: least('characters'),
  maxLength: most('characters'),
  minItems: least('entries'),
  maxItems: most('entries'),
  minProperties: least('members'),
  maxProperties: most('members'),
  items: most('entries'),
  pattern: ({ pattern }) => ({
    code: 'INVALID',
    message: `must be of the form ${pattern}`,
    params: { pattern },
  }),
  format: ({ format }) => ({
    code: 'INVALID',
    message: `must be ${FORMS[format] ?? `of the form ${format}`}`,
    params: { format },
  }),
  uniqueItems: ({ i, j }) => ({
    code: 'INVALID',
    message: `must not have an entry twice, as entries ${i} and ${j} are`,
    params: { i, j },
  }),
  contains: ({ minContains, maxContains }) =>
    maxContains === undefined
      ? {
          code: 'TOO_SMALL',
          message: `must have at least ${minContains} of the entries that are asked for`,
          params: { minimum: minContains },
        }
      : {
          code: 'INVALID',
          message: `must have ${minContains} to ${maxContains} of the entries that are asked for`,
          params: { minimum: minContains, maximum: maxContains },
        },
  anyOf: () => ({ code: 'INVALID', message: 'is of none of the forms that are allowed here' }),
  oneOf: ({ passingSchemas }) => ({
    code: 'INVALID',
    message: passingSchemas
      ? 'is of more than one of the forms of which it must be one'
      : 'is of none of the forms that are allowed here',
  }),
  not: () => ({ code: 'INVALID', message: 'is of a form that is not allowed here' }),
  // What follows from it is said by errors of its own.
  if: () => undefined,
};

const other: Sentence = () => ({ code: 'INVALID', message: 'is not as the contract says' });

const FORMS: Readonly<Record<string, string>> = {
  date: 'a date such as 2026-11-23',
  time: 'a time such as 20:08:31Z',
  'date-time': 'a time such as 2026-11-23T20:08:31Z',
  duration: 'a duration such as P1DT12H',
  email: 'an e-mail address',
  hostname: 'the name of a host',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  uri: 'an address such as https://example.com/',
  uuid: 'a UUID',
  'json-pointer': 'a JSON pointer such as /a/0',
};

function bound(code: 'TOO_SMALL' | 'TOO_BIG', words: string, name: 'minimum' | 'maximum'): Sentence {
  return ({ limit }) => ({ code, message: `must be ${words} ${limit}`, params: { [name]: limit } });
}

/** Of many values, or of large ones, the first: each error of each message would hold all of them. */
function oneOf(values: readonly unknown[]): Said {
  const first = values.slice(0, MAX_VALUES);
  const shown = first.map((value) => JSON.stringify(value));
  const isAll = values.length === first.length && shown.join().length <= MAX_SHOWN;
  return {
    code: 'INVALID_VALUE',
    message: `must be ${isAll ? listOf(shown, String) : `${shown.join(', ').slice(0, MAX_SHOWN)}…`}`,
    ...(isAll && { params: { values } }),
  };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

function listOf<T>(values: readonly T[], show: (value: T) => string): string {
  const shown = values.map(show);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === Infinity || value === -Infinity) return 'huge';
  return Array.isArray(value) ? 'array' : typeof value;
}
