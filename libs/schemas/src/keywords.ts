import { _, type Code, type CodeKeywordDefinition, type KeywordCxt } from 'ajv';
import { _Code } from 'ajv/dist/compile/codegen/code';
import type { SchemaValidateFunction } from 'ajv';
import { isMultiple } from './multiple';
import { isObject, partsOf, type Schema, type SchemaObject } from './walk';
import { spend } from './work';

/** In each schema, so that checking a value by it is counted. */
export const WORK = 'anika:work';

interface Cost {
  /** Of each value. */
  readonly base: number;
  /** Whether each member of an object is looked at. */
  readonly members: boolean;
  /** Whether the characters of a text are counted. */
  readonly characters: boolean;
}

/** The names on the way to a value are read for each reference that is followed and each error, so long ones take work. */
const NAME_BITS_A_UNIT = 7;

function spendOn(data: unknown, base: number, members: boolean, characters: boolean, names: number): void {
  let units = base + (names >> NAME_BITS_A_UNIT);
  if (characters && typeof data === 'string') units += data.length >> 2;
  else if (Array.isArray(data)) units += data.length;
  else if (members && isObject(data)) units += Object.keys(data).length;
  spend(units);
}

export const work: CodeKeywordDefinition = {
  keyword: WORK,
  schemaType: 'object',
  code: ({ gen, data, schema, it }: KeywordCxt) => {
    const { base, members, characters } = schema as Cost;
    const call = gen.scopeValue('func', { ref: spendOn, code: _`undefined` });
    // Names of members that the schema does not know; an index has no length.
    const names = it.dataPathArr
      .filter((part) => part instanceof _Code && Object.keys(part.names).length > 0)
      .reduce<Code>((sum, name) => _`${sum} + (${name}.length || 0)`, _`0`);
    gen.code(_`${call}(${data}, ${base}, ${members}, ${characters}, ${names})`);
  },
};

/** Of each value by each schema: it may be an error, too. */
const BASE = 8;
const BYTES_A_UNIT = 8;
const MEMBERS = [
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
];

/** A copy of the schema in which every part counts its work. */
export function counted(schema: Schema): Schema {
  if (!isObject(schema)) return schema;
  const copy: Record<string, unknown> = structuredClone(schema);
  // In the copy itself: parts are references into it.
  const add = (part: Record<string, unknown>): void => {
    for (const { schema: inner } of partsOf(part)) if (isObject(inner)) add(inner);
    part[WORK] = costOf(part);
  };
  add(copy);
  return copy;
}

function costOf(schema: SchemaObject): Cost {
  const listed = ['properties', 'required', 'patternProperties', 'dependentRequired'].reduce(
    (sum, name) => sum + Object.keys((schema[name] as object | undefined) ?? {}).length,
    0,
  );
  const values = JSON.stringify([schema['enum'], schema['const']]).length;
  return {
    base: BASE + listed + Math.floor(values / BYTES_A_UNIT),
    members: MEMBERS.some((name) => name in schema),
    characters: 'minLength' in schema || 'maxLength' in schema,
  };
}

/** `uniqueItems` in linear time: ajv's compares each entry with each other one. */
const isUnique: SchemaValidateFunction = (isWanted: boolean, items: readonly unknown[]) => {
  if (!isWanted) return true;
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const text = canonical(item);
    const earlier = seen.get(text);
    if (earlier !== undefined) {
      isUnique.errors = [{ keyword: 'uniqueItems', params: { i: earlier, j: index } }];
      return false;
    }
    seen.set(text, index);
  }
  return true;
};

export const uniqueItems = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  validate: isUnique,
} as const;

/** Units that two numbers with fractions or of great size take. */
const DIVISION = 200;

/** ajv's divides as numbers are kept. */
const isMultipleOf: SchemaValidateFunction = (divisor: number, value: number) => {
  if (!Number.isSafeInteger(value) || !Number.isSafeInteger(divisor)) spend(DIVISION);
  if (isMultiple(value, divisor)) return true;
  isMultipleOf.errors = [{ keyword: 'multipleOf', params: { multipleOf: divisor } }];
  return false;
};

export const multipleOf = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  validate: isMultipleOf,
} as const;

/** Units that a value or a name takes to be written out. */
const VALUE = 40;

/** The same text for equal values, whatever the order of members. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    spend(VALUE + value.length);
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isObject(value)) {
    const names = Object.keys(value).toSorted();
    spend(VALUE + names.length * VALUE);
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  spend(VALUE + (typeof value === 'string' ? value.length >> 2 : 0));
  return JSON.stringify(value);
}
