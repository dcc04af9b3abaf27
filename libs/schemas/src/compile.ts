import type { FieldError } from '@anika/contracts';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { addSafeFormats } from './formats';
import { counted, multipleOf, uniqueItems, WORK, work } from './keywords';
import { regExp } from './pattern';
import { fieldErrorsOf } from './sentences';
import type { Schema } from './walk';
import { TooMuchWork, within } from './work';

/** Units of work, each at most some 20 ns: 10 ms for a small value, 70 ms for one of 1 MiB. */
const LEAST_WORK = 500_000;
const WORK_A_CHARACTER = 3;
/** To look for further errors after the first: each error takes memory, too. */
const WORK_TO_EXPLAIN = 100_000;

const OPTIONS = {
  strict: true,
  // What is right in JSON Schema is right here: a keyword may stand without its type.
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  allowUnionTypes: true,
  allowMatchingProperties: true,
  // `toString` is in no message unless it was sent.
  ownProperties: true,
  // Each reference would be written out, with all that it refers to.
  inlineRefs: false,
  verbose: true,
  messages: false,
  logger: false,
  validateFormats: true,
  // It was checked before; at a replica that only reads contracts this would compile the meta-schema.
  validateSchema: false,
  meta: false,
  // Longer lists are gone through in a loop instead of being written out in the code.
  loopRequired: 20,
  loopEnum: 20,
  // Compiling takes half as long without.
  code: { optimize: false, regExp },
} as const;

function ajvFor(allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({ ...OPTIONS, allErrors });
  for (const keyword of [multipleOf, uniqueItems]) ajv.removeKeyword(keyword.keyword).addKeyword(keyword);
  ajv.addKeyword(work);
  countFirst(ajv);
  prefixLast(ajv);
  addSafeFormats(ajv);
  return ajv;
}

/** A keyword that fails ends the rest of its schema: work is counted before any other, also where the type is not right. */
function countFirst({ RULES: { rules } }: Ajv2020): void {
  for (const group of rules) {
    const index = group.rules.findIndex(({ keyword }) => keyword === WORK);
    if (index >= 0) return void rules.unshift({ rules: group.rules.splice(index, 1) });
  }
}

/** Of a list that is shorter than `prefixItems` ajv 8.20 leaves out the keywords of lists that come after it. */
function prefixLast({ RULES: { rules } }: Ajv2020): void {
  for (const group of rules) {
    const index = group.rules.findIndex(({ keyword }) => keyword === 'prefixItems');
    if (index >= 0) group.rules.push(...group.rules.splice(index, 1));
  }
}

/** A schema made ready to check values by it. */
export class CompiledSchema {
  private readonly schema: Schema;
  private readonly check: ValidateFunction;
  /** Compiled when the first wrong value comes: right ones do not need it. */
  private explain: ValidateFunction | undefined;

  /**
   * @param schema one without errors of `checkSchema`
   * @throws {Error} of ajv when a keyword's value is not right
   */
  constructor(schema: Schema) {
    this.schema = counted(schema);
    this.check = ajvFor(false).compile(this.schema);
  }

  /**
   * What is wrong with a value, at most 20 errors with pointers below `pointer`; of a large value perhaps the first only.
   *
   * @param characters how long the value's text is: larger values may take more work.
   * @example new CompiledSchema({ type: 'string' }).errorsOf(5, 1, '/data') // [{ pointer: '/data', code: 'INVALID_TYPE', … }]
   */
  errorsOf(value: unknown, characters: number, pointer: string): FieldError[] {
    try {
      const isValid = within(LEAST_WORK + WORK_A_CHARACTER * characters, () => this.check(value));
      return isValid
        ? []
        : fieldErrorsOf(this.allErrors(value) ?? this.check.errors ?? [], pointer, this.schema);
    } catch (error) {
      if (!(error instanceof TooMuchWork) && !(error instanceof RangeError)) throw error;
      const message = 'takes more work to check than is allowed: send less at once, or simplify the contract';
      return [{ pointer, code: 'TOO_COMPLEX', message }];
    }
  }

  /** Compiles what explains errors. Without it, it is done with the first of them. */
  prepareToExplain(): ValidateFunction {
    return (this.explain ??= ajvFor(true).compile(this.schema));
  }

  private allErrors(value: unknown): readonly ErrorObject[] | undefined {
    const explain = this.prepareToExplain();
    try {
      within(WORK_TO_EXPLAIN, () => explain(value));
      return explain.errors ?? undefined;
    } catch (error) {
      if (!(error instanceof TooMuchWork) && !(error instanceof RangeError)) throw error;
      return undefined;
    } finally {
      // They hold the value.
      explain.errors = null;
    }
  }
}

let metaSchema: Ajv2020 | undefined;

/** What ajv's own schema of schemas says of one. Pointers are into the schema. */
export function metaErrors(schema: Schema): FieldError[] {
  metaSchema ??= new Ajv2020({ strict: true, allErrors: true, verbose: true, logger: false });
  metaSchema.validateSchema(schema);
  return fieldErrorsOf(metaSchema.errors ?? [], '', true);
}
