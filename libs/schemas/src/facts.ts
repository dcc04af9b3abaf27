import { isDeepStrictEqual } from 'node:util';
import { ANNOTATIONS, KEYWORDS } from './dialect';
import { isObject, resolve, type Schema, type SchemaObject } from './walk';

/** A schema with the root that its references go into. */
export class Facts {
  constructor(private readonly root: Schema) {}

  /** All schemas that a value of this one is right by, itself included: what it refers to and its `allOf`. */
  of(schema: Schema, found = new Set<Schema>()): ReadonlySet<Schema> {
    if (found.has(schema)) return found;
    found.add(schema);
    if (!isObject(schema)) return found;
    const target = '$ref' in schema ? resolve(this.root, schema['$ref']) : undefined;
    if (target !== undefined) this.of(target, found);
    for (const one of (schema['allOf'] ?? []) as readonly Schema[]) this.of(one, found);
    return found;
  }

  /** What a member of that name must be, where it may be anything else `undefined`. */
  memberOf(schema: SchemaObject, name: string): Schema | undefined {
    const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
    if (Object.hasOwn(properties, name)) return properties[name];
    return 'patternProperties' in schema ? undefined : (schema['additionalProperties'] as Schema | undefined);
  }

  /** Whether a member of that name may be there by a schema of objects that says nothing of it. */
  isLeftOpen(schema: SchemaObject, name: string): boolean {
    return (
      !Object.hasOwn((schema['properties'] ?? {}) as object, name) &&
      (schema['additionalProperties'] ?? true) === true
    );
  }

  entryOf({ prefixItems = [], items }: SchemaObject, index: number): Schema | undefined {
    return (prefixItems as readonly Schema[])[index] ?? (items as Schema | undefined);
  }
}

/** A schema without what says nothing of values, also within it. */
export function bare(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, bareValue(keyword, value)]));
}

function bareValue(keyword: string, value: unknown): unknown {
  const kind = KEYWORDS.get(keyword);
  if (kind === 'schema') return bare(value);
  if (kind === 'list') return (value as readonly unknown[]).map(bare);
  if (kind === 'map') return bareMap(value as object);
  return value;
}

/** Its keys are names, be they `title`. */
export function bareMap(map: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([name, one]) => [name, bare(one)]));
}

/** What a value is, by its JSON type; numbers without a fraction are `integer`. */
export function typesOf(schema: SchemaObject): readonly string[] | undefined {
  if (schema['type'] !== undefined) return [schema['type']].flat() as string[];
  const values = valuesOf(schema);
  return values && [...new Set(values.map(typeOfValue))];
}

/** Whether it is meant for objects, not for just anything. */
export function isOfObjects(schema: SchemaObject): boolean {
  return 'properties' in schema || typesOf(schema)?.includes('object') === true;
}

export function valuesOf(schema: SchemaObject): readonly unknown[] | undefined {
  if ('const' in schema) return [schema['const']];
  return schema['enum'] as readonly unknown[] | undefined;
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

export const isSame = isDeepStrictEqual;
