/**
 * The values that a path leads to: through own members of objects, and through every element of arrays, also of one at its end.
 * Nothing but own members is ever reached.
 *
 * @example valuesAt({ items: [{ sku: 'a' }, { sku: 'b' }] }, ['items', 'sku']) // ['a', 'b']
 */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((element: unknown) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}
