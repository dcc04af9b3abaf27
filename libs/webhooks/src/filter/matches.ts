import type { Comparison, Condition, Filter, Scalar } from '@anika/contracts';
import { valuesAt } from './values-at';

/** What a filter is held against: `data` parsed, and projected for the reader. */
export interface Filtered {
  readonly type: string;
  readonly data: unknown;
}

/** A condition that does not hold. */
export interface FailedClause {
  readonly path: string;
  readonly operator: Comparison | '$or' | '$not';
  readonly expected: unknown;
}

type Test = (values: readonly unknown[], operand: never) => boolean;

const some = (values: readonly unknown[], test: (value: unknown) => boolean) => values.some(test);
const equals = (values: readonly unknown[], operand: Scalar) => some(values, (value) => value === operand);
const among = (values: readonly unknown[], operands: readonly Scalar[]) =>
  some(values, (value) => (operands as readonly unknown[]).includes(value));
/** Numbers are compared with numbers, texts with texts by their code units; anything else is not in order. */
const ordered =
  (holds: (a: number | string, b: number | string) => boolean) =>
  (values: readonly unknown[], operand: number | string) =>
    some(values, (value) => typeof value === typeof operand && holds(value as number | string, operand));

const TESTS: Readonly<Record<Comparison, Test>> = {
  $eq: equals,
  $ne: (values, operand: Scalar) => !equals(values, operand),
  $in: among,
  $nin: (values, operands: readonly Scalar[]) => !among(values, operands),
  $gt: ordered((a, b) => a > b),
  $gte: ordered((a, b) => a >= b),
  $lt: ordered((a, b) => a < b),
  $lte: ordered((a, b) => a <= b),
  $exists: (values, operand: boolean) => values.length > 0 === operand,
  $startsWith: (values, operand: string) =>
    some(values, (value) => typeof value === 'string' && value.startsWith(operand)),
};

/**
 * Whether a message matches a filter that the zod schema `Filter` has accepted. Where a path leads to several values (arrays), one
 * that matches is enough; `$ne` and `$nin` hold when none is equal, so also where nothing is. Numbers are doubles.
 *
 * @example matches({ 'data.city': 'Москва' }, { type: 'car.chosen', data: { city: 'Москва' } }) // true
 */
export function matches(filter: Filter, subject: Filtered): boolean {
  return firstFailed(filter, subject) === undefined;
}

/**
 * The first clause of the filter that does not hold; undefined when the message matches. Of `$or` and `$not` the whole clause.
 *
 * @example firstFailed({ 'data.city': 'Москва' }, { type: 't', data: {} }) // { path: 'data.city', operator: '$eq', expected: 'Москва' }
 */
export function firstFailed(filter: Filter, subject: Filtered): FailedClause | undefined {
  for (const [name, part] of Object.entries(filter)) {
    const failed = failedMember(name, part, subject);
    if (failed) return failed;
  }
  return undefined;
}

function failedMember(name: string, part: Filter[string], subject: Filtered): FailedClause | undefined {
  switch (name) {
    case '$and':
      return (part as readonly Filter[])
        .map((one) => firstFailed(one, subject))
        .find((failed) => failed !== undefined);
    case '$or':
      return (part as readonly Filter[]).some((one) => matches(one, subject))
        ? undefined
        : { path: '', operator: '$or', expected: part };
    case '$not':
      return matches(part as Filter, subject) ? { path: '', operator: '$not', expected: part } : undefined;
    default:
      return failedCondition(name, part as Condition, subject);
  }
}

function failedCondition(path: string, condition: Condition, subject: Filtered): FailedClause | undefined {
  const values = path === 'type' ? [subject.type] : valuesAt(subject.data, path.split('.').slice(1));
  const operators = typeof condition === 'object' && condition !== null ? condition : { $eq: condition };
  for (const [operator, operand] of Object.entries(operators) as [Comparison, unknown][])
    if (!TESTS[operator](values, operand as never)) return { path, operator, expected: operand };
  return undefined;
}
