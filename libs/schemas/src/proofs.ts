import type { Change } from './changes';
import { ANNOTATIONS, KEYWORDS } from './dialect';
import { isSame, typesOf, valuesOf } from './facts';
import { isMultiple } from './multiple';
import { type Schema, type SchemaObject, step } from './walk';

export interface Claim<T = never> {
  readonly olds: readonly Schema[];
  /** All that the old schemas say. */
  readonly known: readonly SchemaObject[];
  readonly next: SchemaObject;
  readonly value: T;
  readonly at: string;
}

type Part = (schema: SchemaObject) => Schema | undefined;

/** What a proof can ask of the comparison that it is a step of. */
export interface Comparing {
  compare(olds: readonly Schema[], next: Schema, pointer: string): void;
  /** The same for a part of the new schema and those of the old ones. */
  parts(known: readonly SchemaObject[], part: Part, next: Schema, pointer: string): void;
  /** Whether it can be shown; nothing is told. */
  holds(olds: readonly Schema[], next: Schema): boolean;
  tell(pointer: string, change: Change, values?: Readonly<Record<string, string>>): void;
  /** Whether a member is described for the first time: nobody could rely on anything of it. */
  isAdded(known: readonly SchemaObject[], name: string): boolean;
  memberOf(name: string): Part;
  entryOf(index: number): Part;
}

type Proof<T = never> = (comparison: Comparing, claim: Claim<T>) => void;
type Schemas = Readonly<Record<string, Schema>>;
const ANYTHING: Schema = true;

const type: Proof<string | string[]> = (comparison, { known, value, at }) => {
  const allowed = [value].flat();
  const isAllowed = (name: string) =>
    allowed.includes(name) || (name === 'integer' && allowed.includes('number'));
  if (known.some((one) => typesOf(one)?.every(isAllowed))) return;
  comparison.tell(at, known.some(typesOf) ? 'type' : 'type_added', { types: allowed.join(' or ') });
};

const values: Proof<readonly unknown[]> = (comparison, { known, value: allowed, at }) => {
  const isAllowed = (value: unknown) => allowed.some((one) => isSame(one, value));
  if (!known.some((one) => valuesOf(one)?.every(isAllowed))) comparison.tell(at, 'values');
};
const constant: Proof<unknown> = (comparison, claim) =>
  values(comparison, { ...claim, value: [claim.value] } as never);

/** `strict`: the keyword under which the limit itself is not allowed. */
const limit =
  (names: readonly string[], isWithin: (old: number, next: number) => boolean): Proof<number> =>
  (comparison, { known, value, at }) => {
    const isHeld = known.some((one) =>
      names.some((name) => typeof one[name] === 'number' && isWithin(one[name], value)),
    );
    if (!isHeld) comparison.tell(at, 'narrower');
  };
const least = (...names: readonly string[]) => limit(names, (old, next) => old >= next);
const most = (...names: readonly string[]) => limit(names, (old, next) => old <= next);

const multipleOf: Proof<number> = (comparison, { known, value, at }) => {
  const isHeld = (old: unknown) => typeof old === 'number' && isMultiple(old, value);
  if (!known.some((one) => isHeld(one['multipleOf']))) comparison.tell(at, 'fewer_numbers');
};

const required: Proof<readonly string[]> = (comparison, { known, value, at }) => {
  const before = new Set(known.flatMap((one) => (one['required'] ?? []) as readonly string[]));
  for (const name of value) if (!before.has(name)) comparison.tell(at, 'required', { name });
};

const properties: Proof<Schemas> = (comparison, { known, value, at }) => {
  for (const [name, schema] of Object.entries(value))
    if (schema === false || !comparison.isAdded(known, name))
      comparison.parts(known, comparison.memberOf(name), schema, at + step(name));
};

const patternProperties: Proof<Schemas> = (comparison, { known, value, at }) => {
  for (const [pattern, schema] of Object.entries(value))
    comparison.parts(known, (one) => mapOf(one, 'patternProperties')[pattern], schema, at + step(pattern));
};

/** It holds for each member that is neither named nor matched beside it: those that the old schemas knew, and all others. */
const additionalProperties: Proof<Schema> = (comparison, { known, next, value, at }) => {
  const isLeft = (name: string) => !Object.hasOwn(mapOf(next, 'properties'), name);
  const names = new Set(known.flatMap((one) => Object.keys(mapOf(one, 'properties'))).filter(isLeft));
  for (const name of names) comparison.parts(known, comparison.memberOf(name), value, at);
  const isUnmatched = (pattern: string) => !Object.hasOwn(mapOf(next, 'patternProperties'), pattern);
  const patterns = new Set(
    known.flatMap((one) => Object.keys(mapOf(one, 'patternProperties'))).filter(isUnmatched),
  );
  for (const pattern of patterns)
    comparison.parts(known, (one) => mapOf(one, 'patternProperties')[pattern], value, at);
  // Of each old schema alone: what is a further member for one may have a name in another.
  const isHeld = known.some((one) =>
    comparison.holds([(one['additionalProperties'] as Schema) ?? ANYTHING], value),
  );
  if (!isHeld) comparison.tell(at, 'narrower_members');
};

const prefixItems: Proof<readonly Schema[]> = (comparison, { known, value, at }) => {
  for (const [index, schema] of value.entries())
    comparison.parts(known, comparison.entryOf(index), schema, at + step(index));
};

/** It holds for the entries after those of `prefixItems` beside it. */
const items: Proof<Schema> = (comparison, { known, next, value, at }) => {
  const first = lengthOf(next);
  const last = Math.max(first, ...known.map(lengthOf));
  for (let index = first; index <= last; index += 1)
    comparison.parts(known, comparison.entryOf(index), value, at);
};

const uniqueItems: Proof<boolean> = (comparison, { known, value, at }) => {
  if (value && !known.some((one) => one['uniqueItems'] === true)) comparison.tell(at, 'unique');
};

const allOf: Proof<readonly Schema[]> = (comparison, { olds, value, at }) => {
  for (const [index, schema] of value.entries()) comparison.compare(olds, schema, at + step(index));
};

/** One of the branches takes all, or each old branch is taken by one. */
const anyOf: Proof<readonly Schema[]> = (comparison, { olds, known, value, at }) => {
  const isTaken = (more: readonly Schema[]) =>
    value.some((branch) => comparison.holds([...olds, ...more], branch));
  const branches = known.flatMap((one) => [one['anyOf'], one['oneOf']]) as (readonly Schema[] | undefined)[];
  if (!isTaken([]) && !branches.some((old) => old?.every((branch) => isTaken([branch]))))
    comparison.tell(at, 'forms');
};

const unknown: Proof<unknown> = (comparison, { at }) => comparison.tell(at, 'unknown');
/** They are weighed with the keyword beside them. */
const nothing: Proof<unknown> = () => undefined;

const SHOWN: Readonly<Record<string, Proof>> = {
  type,
  enum: values,
  const: constant,
  minimum: least('minimum', 'exclusiveMinimum'),
  maximum: most('maximum', 'exclusiveMaximum'),
  exclusiveMinimum: limit(['exclusiveMinimum'], (old, next) => old >= next),
  exclusiveMaximum: limit(['exclusiveMaximum'], (old, next) => old <= next),
  minLength: least('minLength'),
  maxLength: most('maxLength'),
  minItems: least('minItems'),
  maxItems: most('maxItems'),
  minProperties: least('minProperties'),
  maxProperties: most('maxProperties'),
  multipleOf,
  required,
  properties,
  patternProperties,
  additionalProperties,
  prefixItems,
  items,
  uniqueItems,
  allOf,
  anyOf,
};

/** How it is shown for each keyword that all the old schema accepted is accepted. */
export const PROOFS: Readonly<Record<string, Proof>> = Object.fromEntries(
  [...KEYWORDS.keys()].map((keyword) => [
    keyword,
    SHOWN[keyword] ?? (ANNOTATIONS.has(keyword) ? nothing : unknown),
  ]),
);

function mapOf(schema: SchemaObject, keyword: 'properties' | 'patternProperties'): Schemas {
  return (schema[keyword] ?? {}) as Schemas;
}

function lengthOf({ prefixItems: first = [] }: SchemaObject): number {
  return (first as readonly Schema[]).length;
}
