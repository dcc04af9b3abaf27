/** A JSON Schema, as far as forms and titles need it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, unknown>>;
}

/** A value of a payload, as its contract describes it. */
export interface SchemaField {
  /** Names joined by dots, as filters and grants write them. */
  readonly path: string;
  readonly names: readonly string[];
  /** Titles from the outside in; a name where there is no title. */
  readonly title: string;
  readonly description?: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'json';
  /** What may be chosen, as JSON. */
  readonly options: readonly string[];
  readonly format?: string;
  readonly example?: string;
  /** It and all that it is in must be there. */
  readonly isRequired: boolean;
}

const MAX_DEPTH = 5;
const MAX_FIELDS = 200;

/**
 * The single values that a contract describes, in its order; lists and what is nested deeper count as one value each.
 *
 * @param root a JSON Schema
 * @example fieldsOf({ properties: { car: { type: 'string', title: 'Марка' } } }) // [{ path: 'car', title: 'Марка', … }]
 */
export function fieldsOf(root: unknown): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const walk = (schema: Schema, names: readonly string[], titles: readonly string[], isRequired: boolean) => {
    for (const [name, part] of Object.entries(schema.properties ?? {})) {
      const inner = resolved(part, root);
      const here = [...names, name];
      const titled = [...titles, inner.title ?? name];
      const needed = isRequired && (schema.required ?? []).includes(name);
      if (fields.length >= MAX_FIELDS) return;
      if (inner.properties && here.length < MAX_DEPTH) walk(inner, here, titled, needed);
      else fields.push(fieldOf(inner, here, titled, needed));
    }
  };
  walk(resolved(root, root), [], [], true);
  return fields;
}

function fieldOf(
  schema: Schema,
  names: readonly string[],
  titles: readonly string[],
  isRequired: boolean,
): SchemaField {
  const [example] = schema.examples ?? [];
  return {
    path: names.join('.'),
    names,
    title: titles.join(' · '),
    ...(schema.description && { description: schema.description }),
    kind: kindOf(schema),
    options: (schema.enum ?? []).map((value) => JSON.stringify(value)),
    ...(schema.format && { format: schema.format }),
    ...(example !== undefined && {
      example: typeof example === 'string' ? example : JSON.stringify(example),
    }),
    isRequired,
  };
}

function kindOf({ type, enum: values }: Schema): SchemaField['kind'] {
  if (values) return 'choice';
  const types = [type ?? []].flat().filter((name) => name !== 'null');
  if (types.length !== 1) return 'json';
  const [only] = types;
  if (only === 'string') return 'text';
  if (only === 'boolean') return 'boolean';
  if (only === 'array') return 'list';
  return only === 'number' || only === 'integer' ? 'number' : 'json';
}

/** Follows a reference into `$defs`, once: contracts refer to nothing else. */
function resolved(part: unknown, root: unknown): Schema {
  if (typeof part !== 'object' || part === null) return {};
  const schema = part as Schema;
  const name = /^#\/\$defs\/([^/]+)$/.exec(schema.$ref ?? '')?.[1];
  const target = name === undefined ? undefined : (root as Schema).$defs?.[name];
  return typeof target === 'object' && target !== null ? { ...target, ...schema } : schema;
}

/** Titles by path. */
export const titlesOf = (schema: unknown): ReadonlyMap<string, string> =>
  new Map(fieldsOf(schema).map(({ path, title }) => [path, title]));
