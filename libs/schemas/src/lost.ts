import type { FieldError } from '@anika/contracts';
import { changeError } from './changes';
import { isObject, resolve, type Schema, type SchemaObject, step } from './walk';

/** How much of a schema counts: what holds for each value, or also the forms that a value may have. */
const SURE = ['allOf'];
const POSSIBLE = [...SURE, 'anyOf', 'oneOf', 'then', 'else'];

/**
 * What readers could rely on by the old schema and not by the new one: that a member is described, and that it is always there.
 *
 * @example lostMembers({ properties: { a: true } }, {}) // [{ pointer: '/properties/a', … }]
 */
export function lostMembers(old: Schema, next: Schema): FieldError[] {
  return [SURE, POSSIBLE].flatMap((keywords) => {
    const walk = new Walk(old, next, keywords);
    walk.place([old], [next], '');
    return walk.changes;
  });
}

class Walk {
  readonly changes: FieldError[] = [];
  private readonly seen = new Set<string>();
  private readonly ids = new Map<unknown, number>();

  constructor(
    private readonly old: Schema,
    private readonly next: Schema,
    private readonly keywords: readonly string[],
  ) {}

  /** A place in messages, by all schemas that describe it. */
  place(olds: readonly unknown[], news: readonly unknown[], pointer: string): void {
    const before = this.allOf(olds, this.old);
    const after = this.allOf(news, this.next);
    const key = [before, after].map((all) => all.map((one) => this.idOf(one)).toSorted()).join('>');
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.tell(before, after, pointer);
    for (const name of namesIn(before, 'properties'))
      this.place(membersOf(before, name), membersOf(after, name), pointer + step('properties') + step(name));
    for (const [keyword, partsOf] of Object.entries(UNNAMED)) {
      const parts = before.flatMap(partsOf);
      if (parts.length > 0) this.place(parts, after.flatMap(partsOf), pointer + step(keyword));
    }
  }

  private tell(before: readonly SchemaObject[], after: readonly SchemaObject[], pointer: string): void {
    const lost = (keyword: 'properties' | 'required') => {
      const kept = namesIn(after, keyword);
      return [...namesIn(before, keyword)].filter((name) => !kept.has(name));
    };
    for (const name of lost('properties'))
      this.changes.push(changeError(pointer + step('properties') + step(name), 'member_gone'));
    for (const name of lost('required'))
      this.changes.push(changeError(pointer + step('required'), 'not_required', { name }));
  }

  private allOf(schemas: readonly unknown[], root: Schema, found = new Set<SchemaObject>()): SchemaObject[] {
    for (const schema of schemas) {
      if (!isObject(schema) || found.has(schema)) continue;
      found.add(schema);
      const parts = this.keywords.flatMap((keyword) => schema[keyword] ?? []);
      this.allOf('$ref' in schema ? [...parts, resolve(root, schema['$ref'])] : parts, root, found);
    }
    return [...found];
  }

  private idOf(schema: unknown): number {
    const known = this.ids.get(schema) ?? this.ids.size;
    this.ids.set(schema, known);
    return known;
  }
}

/** The schemas of entries, and of members without a name. */
const UNNAMED: Readonly<Record<string, (schema: SchemaObject) => unknown[]>> = {
  items: ({ items, prefixItems }) => [items, prefixItems].flatMap((part) => part ?? []),
  additionalProperties: ({ additionalProperties, patternProperties }) => [
    ...(additionalProperties === undefined ? [] : [additionalProperties]),
    ...Object.values(patternProperties ?? {}),
  ],
};

function namesIn(schemas: readonly SchemaObject[], keyword: 'properties' | 'required'): Set<string> {
  return new Set(
    schemas.flatMap((one) => {
      const value = one[keyword] ?? [];
      return Array.isArray(value) ? (value as string[]) : Object.keys(value as object);
    }),
  );
}

function membersOf(schemas: readonly SchemaObject[], name: string): unknown[] {
  return schemas.flatMap(({ properties = {} }) =>
    Object.hasOwn(properties as object, name) ? [(properties as Record<string, unknown>)[name]] : [],
  );
}
