import type { FieldError } from '@anika/contracts';
import { changeError } from './changes';
import { bare, bareMap, Facts, isOfObjects, isSame } from './facts';
import { lostMembers } from './lost';
import { type Comparing, PROOFS } from './proofs';
import { isObject, partsOf, resolve, type Schema, type SchemaObject, step } from './walk';

/**
 * What in a new schema could refuse a message that the old one accepts, or takes from readers what they could rely on. Empty: every
 * message that was right stays right, no member is gone, and none that was always there may be missing. Of a member that the old schema
 * did not describe nobody could rely on anything: to describe it as an optional one breaks nothing, even where messages with it were
 * accepted whatever it was. What cannot be shown counts as breaking. Pointers are into the new schema.
 *
 * @example breakingChanges({ type: 'object' }, { type: 'object', required: ['a'] }) // [{ pointer: '/required', … }]
 */
export function breakingChanges(old: Schema, next: Schema): FieldError[] {
  if (isSame(bare(old), bare(next)) && isSame(definitions(old), definitions(next))) return [];
  const comparison = new Comparison(old, next);
  comparison.compare([old], next, '');
  const changes = [...lostMembers(old, next), ...comparison.changes];
  const unique = new Map(changes.map((change) => [change.pointer + change.message, change]));
  return [...unique.values()].slice(0, MAX_CHANGES);
}

function definitions(schema: Schema): Record<string, unknown> {
  return isObject(schema) && isObject(schema['$defs']) ? bareMap(schema['$defs']) : {};
}

const TO_ROOT = '"$ref":"#"';
const refersToRoot = (schema: unknown): boolean => JSON.stringify(schema).includes(TO_ROOT);

const MAX_CHANGES = 20;

/** They may describe members and entries beside `properties` and `items`. */
const CHOICES = ['anyOf', 'oneOf', 'not', 'if', 'contains', 'patternProperties'] as const;

type Sub = (schema: SchemaObject) => Schema | undefined;

/** Shows, keyword by keyword, that what is right by all of some old schemas is right by a new one. */
class Comparison implements Comparing {
  changes: FieldError[] = [];
  private readonly before: Facts;
  private readonly areDefinitionsSame: boolean;
  private readonly ids = new Map<unknown, number>();
  private begun = new Set<string>();
  /** Whether all that describes the place is known: no choice of forms, here or around it, may describe further members. */
  private isPlain = true;

  constructor(
    old: Schema,
    private readonly root: Schema,
  ) {
    this.before = new Facts(old);
    const known = definitions(old);
    this.areDefinitionsSame = isSame(known, definitions(root)) && !refersToRoot(known);
  }

  compare(olds: readonly Schema[], next: Schema, pointer: string): void {
    const facts = new Set(olds.flatMap((one) => [...this.before.of(one)]));
    const known = [...facts].filter(isObject);
    const isPlain = this.isPlain && !known.some((one) => CHOICES.some((keyword) => keyword in one));
    // A value below this one is smaller: what is being shown for it may be taken as shown.
    const ids = [...facts].map((one) => this.idOf(one)).toSorted();
    const key = [ids, this.idOf(next), isPlain].join('>');
    if (this.begun.has(key) || facts.has(false) || next === true) return;
    this.begun.add(key);
    if (next === false) return this.tell(pointer, 'refused');
    const around = this.isPlain;
    this.isPlain = isPlain;
    this.keywords(olds, known, next, pointer);
    this.isPlain = around;
  }

  private keywords(
    olds: readonly Schema[],
    known: readonly SchemaObject[],
    next: SchemaObject,
    pointer: string,
  ): void {
    for (const [keyword, value] of Object.entries(next)) {
      if (this.isTheSame(known, next, keyword)) continue;
      const at = pointer + step(keyword);
      const proof = PROOFS[keyword];
      if (keyword === '$ref') this.compare(olds, resolve(this.root, value)!, pointer);
      else if (proof) proof(this, { olds, known, next, value: value as never, at });
    }
  }

  parts(known: readonly SchemaObject[], sub: Sub, next: Schema, pointer: string): void {
    this.compare(known.flatMap((one) => sub(one) ?? []) as readonly Schema[], next, pointer);
  }

  holds(olds: readonly Schema[], next: Schema): boolean {
    const { changes, begun, isPlain } = this;
    [this.changes, this.begun, this.isPlain] = [[], new Set(begun), false];
    this.compare(olds, next, '');
    const isShown = this.changes.length === 0;
    [this.changes, this.begun, this.isPlain] = [changes, begun, isPlain];
    return isShown;
  }

  tell(...change: Parameters<typeof changeError>): void {
    this.changes.push(changeError(...change));
  }

  isAdded(known: readonly SchemaObject[], name: string): boolean {
    return this.isPlain && known.some(isOfObjects) && known.every((one) => this.before.isLeftOpen(one, name));
  }

  memberOf(name: string): Sub {
    return (schema) => this.before.memberOf(schema, name);
  }

  entryOf(index: number): Sub {
    return (schema) => this.before.entryOf(schema, index);
  }

  /** An old schema has the keyword just so, and where it refers to definitions those are the same. */
  private isTheSame(known: readonly SchemaObject[], next: SchemaObject, keyword: string): boolean {
    const group = TOGETHER[keyword] ?? [keyword];
    const pick = (schema: SchemaObject) => bare(selected(schema, group));
    const wanted = pick(next);
    if (refersIn(next, group) && (!this.areDefinitionsSame || refersToRoot(wanted))) return false;
    return known.some((one) => isSame(pick(one), wanted));
  }

  private idOf(schema: unknown): number {
    const known = this.ids.get(schema);
    if (known !== undefined) return known;
    this.ids.set(schema, this.ids.size);
    return this.ids.size - 1;
  }
}

/** What a keyword means depends on its neighbours. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  additionalProperties: ['additionalProperties', 'properties', 'patternProperties'],
  items: ['items', 'prefixItems'],
  contains: ['contains', 'minContains', 'maxContains'],
  minContains: ['contains', 'minContains', 'maxContains'],
  maxContains: ['contains', 'minContains', 'maxContains'],
  if: ['if', 'then', 'else'],
  then: ['if', 'then', 'else'],
  else: ['if', 'then', 'else'],
};

function selected(schema: SchemaObject, names: readonly string[]): SchemaObject {
  return Object.fromEntries(names.flatMap((name) => (name in schema ? [[name, schema[name]]] : [])));
}

function refersIn(schema: SchemaObject, names: readonly string[]): boolean {
  const refers = (one: unknown): boolean =>
    isObject(one) && ('$ref' in one || partsOf(one).some((part) => refers(part.schema)));
  return (
    '$ref' in selected(schema, names) || partsOf(selected(schema, names)).some((part) => refers(part.schema))
  );
}
