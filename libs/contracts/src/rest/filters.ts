import { z } from 'zod';

export type Scalar = string | number | boolean | null;
export const COMPARISONS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$exists',
  '$startsWith',
] as const;
export type Comparison = (typeof COMPARISONS)[number];
/** What a value is held against: `{ "$gte": 10, "$lt": 20 }`; a bare scalar stands for `$eq`. */
export type Condition = Scalar | { readonly [operator in Comparison]?: Scalar | boolean | readonly Scalar[] };
/** Conditions by path, all of which must hold; `$and`, `$or` and `$not` hold filters. */
export interface Filter {
  readonly [path: string]: Condition | Filter | readonly Filter[];
}

const MAX_DEPTH = 5;
const MAX_CONDITIONS = 50;
const MAX_VALUES = 100;
const MAX_TEXT = 256;
// eslint-disable-next-line no-control-regex -- control characters are what this refuses
const PATH = /^(type|data(\.[^.$\u0000-\u001f\p{Cs}][^.\u0000-\u001f\p{Cs}]{0,127}){0,16})$/u;
/** Neither is in a jsonb of PostgreSQL. */
// eslint-disable-next-line no-control-regex -- control characters are what this refuses
const UNSTORABLE = /\u0000|\p{Cs}/u;
const ORDERED: ReadonlySet<string> = new Set(['$gt', '$gte', '$lt', '$lte']);
const LISTS: ReadonlySet<string> = new Set(['$in', '$nin']);

type Path = readonly (string | number)[];
/** `reason`: for clients that word the message themselves. */
type Complain = (path: Path, message: string, reason?: 'operator' | 'operand' | 'path') => void;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'boolean' || typeof value === 'string' || Number.isFinite(value);

/** Walks a filter and complains of everything that is not in the language. */
class Grammar {
  private conditions = 0;

  constructor(private readonly complain: Complain) {}

  filter(value: unknown, path: Path, depth: number): void {
    if (!isObject(value)) return this.complain(path, 'must be an object with conditions');
    if (depth > MAX_DEPTH) return this.complain(path, `is nested deeper than ${MAX_DEPTH}`);
    for (const [name, part] of Object.entries(value)) this.member(name, part, [...path, name], depth);
  }

  private member(name: string, part: unknown, path: Path, depth: number): void {
    if (name === '$and' || name === '$or') {
      if (!Array.isArray(part) || part.length === 0) return this.complain(path, 'must be a list of filters');
      part.forEach((one, index) => this.filter(one, [...path, index], depth + 1));
    } else if (name === '$not') this.filter(part, path, depth + 1);
    else if (PATH.test(name)) this.condition(part, path);
    else
      this.complain(
        path,
        'is neither "type" nor a path such as "data.client.city", nor $and, $or, $not',
        'path',
      );
  }

  private condition(value: unknown, path: Path): void {
    if (!isObject(value)) return this.comparison('$eq', value, path);
    const operators = Object.entries(value);
    if (operators.length === 0) this.complain(path, 'must have at least one operator');
    for (const [operator, operand] of operators) this.comparison(operator, operand, [...path, operator]);
  }

  private comparison(operator: string, operand: unknown, path: Path): void {
    this.conditions += 1;
    if (this.conditions === MAX_CONDITIONS + 1)
      this.complain([], `must have at most ${MAX_CONDITIONS} conditions`);
    const problem = problemOf(operator, operand);
    if (problem !== undefined) this.complain(path, problem, isComparison(operator) ? 'operand' : 'operator');
  }
}

const isComparison = (operator: string) => (COMPARISONS as readonly string[]).includes(operator);

function problemOf(operator: string, operand: unknown): string | undefined {
  if (!isComparison(operator)) return `is not an operator; there are ${COMPARISONS.join(', ')}`;
  if (LISTS.has(operator)) {
    if (!Array.isArray(operand) || operand.length === 0 || operand.length > MAX_VALUES)
      return `must be a list of 1 to ${MAX_VALUES} values`;
    return operand.map(scalarProblem).find((problem) => problem !== undefined);
  }
  if (operator === '$exists') return typeof operand === 'boolean' ? undefined : 'must be true or false';
  if (operator === '$startsWith' && (typeof operand !== 'string' || operand === ''))
    return 'must be a text that is not empty';
  if (ORDERED.has(operator) && typeof operand !== 'number' && typeof operand !== 'string')
    return 'must be a number or a text';
  return scalarProblem(operand);
}

function scalarProblem(value: unknown): string | undefined {
  if (!isScalar(value)) return 'must be a text, a number, true, false or null';
  if (typeof value !== 'string') return undefined;
  if (UNSTORABLE.test(value)) return 'must not contain U+0000 or half a surrogate pair';
  return value.length > MAX_TEXT ? `must have at most ${MAX_TEXT} characters` : undefined;
}

/**
 * The one filter language, for search and subscriptions: `$eq $ne $gt $gte $lt $lte $in $nin $exists $startsWith $and $or $not` over
 * `type` and `data.*`. At most 5 levels and 50 conditions.
 *
 * @example { "type": "car.chosen", "data.client.city": { "$in": ["Москва", "Казань"] }, "data.price": { "$lt": 2000000 } }
 */
export const Filter: z.ZodType<Filter> = z
  .record(z.string(), z.unknown())
  .superRefine((value, context) => {
    const complain: Complain = (path, message, reason) =>
      context.addIssue({ code: 'custom', path: [...path], message, ...(reason && { params: { reason } }) });
    new Grammar(complain).filter(value, [], 1);
  })
  .meta({
    id: 'Filter',
    examples: [{ type: 'car.chosen', 'data.client.city': { $in: ['Москва', 'Казань'] } }],
  }) as unknown as z.ZodType<Filter>;
