import type { FieldError } from '../api/problem';

/** Field errors by the field of a form that they belong to: the longest that their pointer begins with; the first of a field counts. */
export function splitFieldErrors(errors: readonly FieldError[], fields: readonly string[]) {
  const byField = new Map<string, FieldError>();
  const rest: FieldError[] = [];
  const byLength = fields.toSorted((a, b) => b.length - a.length);
  for (const error of errors) {
    const field = byLength.find(
      (name) => error.pointer === `/${name}` || error.pointer.startsWith(`/${name}/`),
    );
    if (field === undefined) rest.push(error);
    else if (!byField.has(field)) byField.set(field, error);
  }
  return { byField, rest } as const;
}
