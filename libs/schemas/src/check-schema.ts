import type { FieldError } from '@anika/contracts';
import { DRAFT, IN_PLACE, KEYWORDS, LIMITS, REFUSALS, TYPES } from './dialect';
import { FORMATS } from './formats';
import { patternProblem } from './pattern';
import { rulesOf } from './rules';
import { isObject, partsOf, resolve, type Schema, type SchemaObject, step } from './walk';

const MAX_ERRORS = 20;
const TOO_MANY_RULES = `must have at most ${LIMITS.rules} rules: each schema within it and each keyword is one, a pattern about as many as five`;
const refusal = (pointer: string, message: string, code: FieldError['code'] = 'INVALID'): FieldError => ({
  pointer,
  code,
  message,
});

/**
 * What is in a partner's schema that may not be there; nothing is compiled. Pointers are into the schema. At most 20.
 *
 * @example checkSchema({ $ref: 'https://example.com/s' }) // [{ pointer: '/$ref', code: 'INVALID', message: '…' }]
 */
export function checkSchema(schema: unknown): FieldError[] {
  if (!isObject(schema) && typeof schema !== 'boolean')
    return [refusal('', 'must be a JSON Schema: an object, true or false', 'INVALID_TYPE')];
  const check = new Check(schema);
  check.value(schema, '', 1);
  if (check.errors.length === 0 && Buffer.byteLength(JSON.stringify(schema)) > LIMITS.bytes)
    return [refusal('', `must have at most ${LIMITS.bytes} bytes`, 'TOO_BIG')];
  if (check.errors.length === 0) check.schema(schema, '', true);
  return check.errors.slice(0, MAX_ERRORS);
}

const isType = (value: unknown) => (TYPES as readonly unknown[]).includes(value);
/** The schema of schemas knows two forms of it, and would complain of both. */
function isTypes(value: unknown): boolean {
  if (!Array.isArray(value)) return isType(value);
  return value.length > 0 && value.every(isType) && new Set(value).size === value.length;
}

class Check {
  readonly errors: FieldError[] = [];
  private rules = 0;
  private readonly visits = new Map<object, 'begun' | 'ended'>();

  constructor(private readonly root: Schema) {}

  /** Of any JSON in it, be it a schema or not. */
  value(value: unknown, pointer: string, depth: number): void {
    // Kept as JSON it would be another value.
    if (value === Infinity || value === -Infinity)
      this.errors.push(refusal(pointer, 'must not be as large a number', 'TOO_BIG'));
    if (typeof value !== 'object' || value === null) return;
    if (depth > LIMITS.depth) {
      this.errors.push(refusal(pointer, `must not be nested deeper than ${LIMITS.depth}`, 'TOO_BIG'));
      return;
    }
    for (const [name, part] of Object.entries(value)) {
      const at = pointer + step(name);
      if (name === '__proto__') this.errors.push(refusal(at, 'must not be used as a name'));
      else this.value(part, at, depth + 1);
    }
  }

  schema(schema: unknown, pointer: string, isRoot = false): void {
    if (this.rules > LIMITS.rules) return;
    this.rules += rulesOf(schema);
    if (this.rules > LIMITS.rules) this.errors.push(refusal('', TOO_MANY_RULES, 'TOO_BIG'));
    if (!isObject(schema)) return;
    for (const [keyword, value] of Object.entries(schema)) {
      const problem = this.problemOf(keyword, value, isRoot);
      const code = KEYWORDS.has(keyword) ? 'INVALID' : 'UNKNOWN_MEMBER';
      if (problem !== undefined) this.errors.push(refusal(pointer + step(keyword), problem, code));
    }
    this.patternNames(schema, pointer);
    if (this.isEndless(schema))
      this.errors.push(refusal(pointer, 'refers to itself without going into a part of the value'));
    for (const part of partsOf(schema)) this.schema(part.schema, pointer + part.pointer);
  }

  private problemOf(keyword: string, value: unknown, isRoot: boolean): string | undefined {
    if (!KEYWORDS.has(keyword))
      return REFUSALS.get(keyword) ?? 'is not a keyword of JSON Schema 2020-12 that contracts know';
    if (keyword === '$schema' && (!isRoot || String(value).replace(/#$/, '') !== DRAFT))
      return isRoot
        ? `must be ${DRAFT}: contracts are JSON Schema 2020-12, not an older draft. Leave it out or convert the schema`
        : 'may only be at the top';
    if (keyword === '$defs' && !isRoot) return 'may only be at the top';
    if (keyword === '$ref' && resolve(this.root, value) === undefined)
      return 'must be # or #/$defs/ and the name of a schema there: nothing outside of the contract is read';
    if (keyword === 'type' && !isTypes(value))
      return `must be one of ${TYPES.join(', ')}, or a list of some of them`;
    if (keyword === 'pattern' && typeof value === 'string') return patternProblem(value);
    if (keyword === 'format' && !(FORMATS as readonly unknown[]).includes(value))
      return `must be one of ${FORMATS.join(', ')}`;
    return undefined;
  }

  private patternNames({ patternProperties }: SchemaObject, pointer: string): void {
    for (const source of isObject(patternProperties) ? Object.keys(patternProperties) : []) {
      const problem = patternProblem(source);
      if (problem !== undefined)
        this.errors.push(refusal(pointer + step('patternProperties') + step(source), problem));
    }
  }

  /** Whether looking at one value by it would come back to the schema with the same value. Each schema is gone through once. */
  private isEndless(schema: unknown): boolean {
    if (!isObject(schema)) return false;
    const known = this.visits.get(schema);
    if (known !== undefined) return known === 'begun';
    this.visits.set(schema, 'begun');
    const next = [
      ...partsOf(schema).flatMap((part) => (IN_PLACE.has(part.keyword) ? [part.schema] : [])),
      ...('$ref' in schema ? [resolve(this.root, schema['$ref'])] : []),
    ];
    const isEndless = next.some((one) => this.isEndless(one));
    this.visits.set(schema, 'ended');
    return isEndless;
  }
}
