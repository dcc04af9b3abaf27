import type { FieldError } from '@anika/contracts';
import { breakingChanges, checkSchema, CompiledSchema, metaErrors, type Schema } from '@anika/schemas';

/** A schema as a partner wants it; the example in a list of one. */
export interface Draft {
  readonly schema: unknown;
  readonly example: readonly [unknown] | null;
  /** The schema that is in force. */
  readonly previous?: Schema;
}

export interface Examined {
  /** What is wrong with schema or example. */
  readonly problems: readonly FieldError[];
  /** What breaks something. */
  readonly changes: readonly FieldError[];
}

/** Everything that takes work with a schema of a partner. Runs in a thread of its own: see SchemaExaminer. */
export function examine({ schema, example, previous }: Draft): Examined {
  const problems = problemsOf(schema);
  if (problems.length > 0) return { problems: within('/schema', problems), changes: [] };
  const { compiled, refusal } = compile(schema as Schema);
  if (!compiled) return { problems: within('/schema', [refusal]), changes: [] };
  return {
    problems: example ? compiled.errorsOf(example[0], JSON.stringify(example).length, '/example') : [],
    changes: previous === undefined ? [] : within('/schema', breakingChanges(previous, schema as Schema)),
  };
}

function problemsOf(schema: unknown): readonly FieldError[] {
  const problems = checkSchema(schema);
  return problems.length > 0 ? problems : metaErrors(schema as Schema);
}

type Compilation =
  | { readonly compiled: CompiledSchema; readonly refusal?: never }
  | { readonly compiled?: never; readonly refusal: FieldError };

/** ajv's strict mode refuses what would be without effect, such as `then` without `if`. */
function compile(schema: Schema): Compilation {
  try {
    const compiled = new CompiledSchema(schema);
    compiled.prepareToExplain();
    return { compiled };
  } catch (error) {
    const message = `is not accepted: ${error instanceof Error ? error.message : String(error)}`;
    return { refusal: { pointer: '', code: 'INVALID', message } };
  }
}

function within(pointer: string, errors: readonly FieldError[]): FieldError[] {
  return errors.map((error) => ({ ...error, pointer: pointer + error.pointer }));
}
