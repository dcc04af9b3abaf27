import { KEYWORDS } from './dialect';

export type SchemaObject = { readonly [keyword: string]: unknown };
export type Schema = SchemaObject | boolean;

/** A schema within a schema, with the keyword that holds it. */
export interface Part {
  readonly keyword: string;
  readonly schema: unknown;
  /** JSON pointer from the schema that holds it. */
  readonly pointer: string;
}

export const isObject = (value: unknown): value is SchemaObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One step of a JSON pointer (RFC 6901). @example step('a/b') // '/a~1b' */
export const step = (name: string | number): string =>
  `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The schemas that a schema holds directly; values of the wrong form are not looked into. */
export function partsOf(schema: SchemaObject): Part[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const kind = KEYWORDS.get(keyword);
    const pointer = step(keyword);
    if (kind === 'schema') return [{ keyword, schema: value, pointer }];
    if (kind === 'list' && Array.isArray(value))
      return value.map((one: unknown, index) => ({ keyword, schema: one, pointer: pointer + step(index) }));
    if (kind === 'map' && isObject(value))
      return Object.entries(value).map(([name, one]) => ({
        keyword,
        schema: one,
        pointer: pointer + step(name),
      }));
    return [];
  });
}

/** The schema that a `$ref` of the root names: `#` or `#/$defs/name`; undefined when there is none. */
export function resolve(root: Schema, reference: unknown): Schema | undefined {
  if (reference === '#') return root;
  const [, encoded] = typeof reference === 'string' ? (/^#\/\$defs\/([^/]+)$/.exec(reference) ?? []) : [];
  if (encoded === undefined || !isObject(root) || !isObject(root['$defs'])) return undefined;
  const name = decode(encoded);
  return name !== undefined && Object.hasOwn(root['$defs'], name)
    ? (root['$defs'][name] as Schema)
    : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}

/** Whether lists and objects are nested deeper than that; looks no deeper. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeperThan(part, depth - 1));
}
