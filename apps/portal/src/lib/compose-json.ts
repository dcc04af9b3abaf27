import { isJson } from './is-json';
import { jsonFields, jsonLines } from './json-lines';
import { isNumber, unquoted } from './json-scalars';
import type { SchemaField } from './schema-fields';

/** What was typed into a form, by path. */
export type Typed = Readonly<Record<string, string | undefined>>;

interface Tree {
  readonly [name: string]: string | Tree;
}

/**
 * A payload out of what was typed; numbers are written as they were typed, to the last digit. What is empty is left out.
 *
 * @example composeJson(fieldsOf(schema), { car: 'Lada', price: '1450000' }) // '{"car":"Lada","price":1450000}'
 */
export function composeJson(fields: readonly SchemaField[], typed: Typed): string {
  const tree: Record<string, string | Tree> = Object.create(null) as Record<string, string | Tree>;
  for (const field of fields) {
    const text = typed[field.path] ?? '';
    if (text === '') continue;
    let place = tree;
    for (const name of field.names.slice(0, -1)) {
      place[name] ??= Object.create(null) as Tree;
      place = place[name] as Record<string, string | Tree>;
    }
    place[field.names.at(-1)!] = literalOf(field, text);
  }
  return written(tree, '');
}

function literalOf({ kind }: SchemaField, text: string): string {
  return kind === 'text' ? JSON.stringify(text) : text.trim();
}

function written(tree: Tree, indent: string): string {
  const inner = `${indent}  `;
  const members = Object.entries(tree).map(
    ([name, value]) =>
      `${inner}${JSON.stringify(name)}: ${typeof value === 'string' ? value : written(value, inner)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

/** Whether what was typed can be written as that field. */
export function fits({ kind }: SchemaField, text: string): boolean {
  if (text === '' || kind === 'text' || kind === 'choice' || kind === 'boolean') return true;
  return kind === 'number' ? isNumber(text.trim()) : isJson(text);
}

/** What a form shows for a payload; undefined when the payload has something that the form has not. */
export function typedOf(fields: readonly SchemaField[], json: string): Typed | undefined {
  if (!json.trimStart().startsWith('{') || !isJson(json)) return undefined;
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const typed: Record<string, string> = {};
  for (const { path, value } of jsonFields(jsonLines(json))) {
    if (path === '') continue;
    const field = byPath.get(path);
    if (!field || (field.kind === 'text' && !value.startsWith('"'))) return undefined;
    typed[path] = field.kind === 'text' ? unquoted(value) : value;
  }
  return typed;
}
