import { partsOf } from './json-parts';
import { isScalar, unquoted } from './json-scalars';

/** The comparisons of the filter language. */
export const OPERATORS = [
  '$eq',
  '$ne',
  '$gt',
  '$gte',
  '$lt',
  '$lte',
  '$in',
  '$nin',
  '$startsWith',
  '$exists',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition. `value` is as people type it: `Lada`, `5`, `"5"`; of `$in` and `$nin` several, with commas between them. */
export interface FilterRow {
  readonly path: string;
  readonly operator: Operator;
  readonly value: string;
}

/** Rows of which all, or any, must hold. */
export interface FilterRows {
  readonly joined: 'all' | 'any';
  readonly rows: readonly FilterRow[];
}

export const takesList = (operator: Operator): boolean => operator === '$in' || operator === '$nin';

/** Whether the row says something already. */
export const isComplete = ({ path, value }: FilterRow): boolean => path !== '' && value.trim() !== '';

/**
 * The filter as JSON. Numbers are written as they were typed, to the last digit.
 *
 * @example toFilter({ joined: 'all', rows: [{ path: 'data.price', operator: '$lt', value: '20' }] }) // '{"data.price":{"$lt":20}}'
 */
export function toFilter({ joined, rows }: FilterRows): string {
  const parts = rows.filter(isComplete);
  if (joined === 'any' && parts.length > 1)
    return `{"$or":[${parts.map((row) => `{${memberOf([row])}}`).join(',')}]}`;
  const byPath = new Map<string, FilterRow[]>();
  for (const row of parts) byPath.set(row.path, [...(byPath.get(row.path) ?? []), row]);
  const isPlain = [...byPath.values()].every(
    (same) => new Set(same.map(({ operator }) => operator)).size === same.length,
  );
  if (!isPlain) return `{"$and":[${parts.map((row) => `{${memberOf([row])}}`).join(',')}]}`;
  return `{${[...byPath.values()].map(memberOf).join(',')}}`;
}

function memberOf(same: readonly FilterRow[]): string {
  const [{ path, operator }] = same as readonly [FilterRow];
  const name = JSON.stringify(path);
  if (same.length === 1 && operator === '$eq') return `${name}:${literalOf(same[0]!)}`;
  return `${name}:{${same.map((row) => `"${row.operator}":${literalOf(row)}`).join(',')}}`;
}

function literalOf({ path, operator, value }: FilterRow): string {
  if (operator === '$exists') return String(value === 'true');
  if (takesList(operator)) return `[${valuesOf(value).map(toLiteral).join(',')}]`;
  // A type is always a text, and so is what something begins with.
  return path === 'type' || operator === '$startsWith' ? textLiteral(value) : toLiteral(value);
}

/** The values of a list, which may hold commas between quotation marks. */
function valuesOf(text: string): string[] {
  const values = text.match(/\s*"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** What was typed as JSON: a number, true, false, null and what stands between quotation marks as it is, the rest as a text. */
export function toLiteral(typed: string): string {
  const text = typed.trim();
  return isScalar(text) ? text : JSON.stringify(text);
}

const textLiteral = (typed: string): string =>
  isScalar(typed.trim()) && typed.trim().startsWith('"') ? typed.trim() : JSON.stringify(typed.trim());

/** As it is typed: without quotation marks wherever it is the same without them. */
function typedOf(literal: string, inList = false): string {
  if (!literal.startsWith('"')) return literal;
  const text = unquoted(literal);
  const isSame = toLiteral(text) === JSON.stringify(text) && text.trim() === text && text !== '';
  return isSame && !(inList && /[,"]/.test(text)) ? text : literal;
}

/**
 * The rows of a filter; undefined when it says more than rows can.
 *
 * @param filter JSON of the filter language
 */
export function toRows(filter: string): FilterRows | undefined {
  const members = partsOf(filter);
  const joint = members.size === 1 ? (['$or', '$and'] as const).find((name) => members.has(name)) : undefined;
  if (joint === undefined) {
    const rows = rowsOf(members);
    return rows && { joined: 'all', rows };
  }
  const parts = [...partsOf(members.get(joint)!).values()].map((part) =>
    part.trim().startsWith('{') ? rowsOf(partsOf(part)) : undefined,
  );
  const isSimple = parts.every((rows) => rows && (joint === '$and' || rows.length === 1));
  if (!isSimple) return undefined;
  return { joined: joint === '$or' ? 'any' : 'all', rows: parts.flatMap((rows) => rows ?? []) };
}

function rowsOf(members: ReadonlyMap<string, string>): FilterRow[] | undefined {
  const rows: FilterRow[] = [];
  for (const [path, condition] of members) {
    if (path.startsWith('$')) return undefined;
    if (isScalar(condition)) {
      rows.push({ path, operator: '$eq', value: typedOf(condition) });
      continue;
    }
    if (!condition.startsWith('{')) return undefined;
    for (const [operator, operand] of partsOf(condition)) {
      if (!isOperator(operator)) return undefined;
      rows.push({ path, operator, value: typedOperand(operator, operand) });
    }
  }
  return rows;
}

const isOperator = (text: string): text is Operator => (OPERATORS as readonly string[]).includes(text);

function typedOperand(operator: Operator, operand: string): string {
  if (!takesList(operator)) return typedOf(operand);
  return [...partsOf(operand).values()].map((literal) => typedOf(literal, true)).join(', ');
}
