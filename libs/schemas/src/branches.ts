import type { ErrorObject } from 'ajv/dist/2020';
import { isObject, partsOf, resolve, type Schema } from './walk';

/** Each branch of each choice is held against each error. */
const MAX_WEIGHED = 50_000;

/**
 * Of the errors of `anyOf` and `oneOf` those that help: where one branch only is of the value's form, its errors; else that none
 * fits. `{ "anyOf": [{ "type": "object", … }, { "type": "null" }] }` for an object tells what is wrong with the object.
 */
export function bestOf(errors: readonly ErrorObject[], root: Schema): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const branches = choices.flatMap(branchesOf);
  // The outermost choice comes last.
  if (branches.length * errors.length > MAX_WEIGHED) return errors.slice(-1);
  const schemas = new Map(branches.map((branch) => [branch, new Set<unknown>()]));
  for (const [branch, found] of schemas) reachable(branch, root, found);
  return choices.reduce((left, choice) => decide(left, choice, schemas), errors);
}

const branchesOf = ({ schema = [] }: ErrorObject): readonly Schema[] => schema as readonly Schema[];

function decide(
  errors: readonly ErrorObject[],
  choice: ErrorObject,
  schemasOf: ReadonlyMap<Schema, ReadonlySet<unknown>>,
): readonly ErrorObject[] {
  if (!errors.includes(choice)) return errors;
  const branches = branchesOf(choice).map((branch) => {
    const schemas = schemasOf.get(branch)!;
    return errors.filter(
      (error) =>
        error !== choice &&
        error.instancePath.startsWith(choice.instancePath) &&
        schemas.has(error.parentSchema),
    );
  });
  const ofForm = branches.filter(
    (branch) => branch.length > 0 && !branch.some((error) => isOfOtherForm(error, choice)),
  );
  const kept = new Set(ofForm.length === 1 ? ofForm[0] : [choice]);
  const all = new Set(branches.flat()).add(choice);
  return errors.filter((error) => !all.has(error) || kept.has(error));
}

/** The value is of another type, or a member such as `kind` says that it was not meant to be of this form. */
function isOfOtherForm({ keyword, instancePath }: ErrorObject, choice: ErrorObject): boolean {
  const below = instancePath.slice(choice.instancePath.length);
  if (keyword === 'const') return below.lastIndexOf('/') <= 0;
  return below === '' && (keyword === 'type' || keyword === 'enum');
}

function reachable(schema: unknown, root: Schema, found: Set<unknown>): void {
  if (!isObject(schema) || found.has(schema)) return;
  found.add(schema);
  for (const part of partsOf(schema)) reachable(part.schema, root, found);
  if ('$ref' in schema) reachable(resolve(root, schema['$ref']), root, found);
}
