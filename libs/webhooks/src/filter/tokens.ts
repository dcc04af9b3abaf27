import type { Condition, Filter, Scalar } from '@anika/contracts';
import { valuesAt } from './values-at';

const MAX_TOKEN_TEXT = 256;
const MAX_TOKENS = 200;

/**
 * A scalar at a path as one typed text, for an index of texts. Undefined for what is too long to be looked for.
 *
 * @example token('client.city', 'Москва') // 'client.city=s:Москва'
 */
export function token(path: string, value: Scalar): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.length > MAX_TOKEN_TEXT ? undefined : `${path}=s:${value}`;
    case 'number':
      // -0 equals 0.
      return `${path}=n:${value === 0 ? 0 : value}`;
    case 'boolean':
      return `${path}=b:${value}`;
    default:
      return `${path}=z`;
  }
}

/**
 * The tokens of the declared paths in a message's data, each once. A field with very many values is cut off: `isComplete` tells.
 *
 * @example tokensOf({ client: { city: 'Москва' } }, ['client.city']) // { tokens: ['client.city=s:Москва'], isComplete: true }
 */
export function tokensOf(
  data: unknown,
  paths: readonly string[],
): { readonly tokens: string[]; readonly isComplete: boolean } {
  const found = paths.flatMap((path) =>
    valuesAt(data, path.split('.')).flatMap((value) =>
      typeof value === 'object' && value !== null ? [] : (token(path, value as Scalar) ?? []),
    ),
  );
  const tokens = [...new Set(found)];
  return { tokens: tokens.slice(0, MAX_TOKENS), isComplete: tokens.length <= MAX_TOKENS };
}

/**
 * Tokens one of which every match has, for one declared path that the filter demands a value of: of `$eq`, or several of `$in`. The
 * rest of the filter is for the evaluator. Undefined when the filter demands no declared path.
 *
 * @example tokensFor({ 'data.city': 'Москва', 'data.price': { $lt: 5 } }, ['city']) // ['city=s:Москва']
 */
export function tokensFor(filter: Filter, declared: ReadonlySet<string>): readonly string[] | undefined {
  const candidates = Object.entries(filter).flatMap(([name, part]) => {
    if (name === '$and')
      return (part as readonly Filter[]).flatMap((one) => {
        const tokens = tokensFor(one, declared);
        return tokens ? [tokens] : [];
      });
    const path = name.startsWith('data.') ? name.slice('data.'.length) : undefined;
    if (path === undefined || !declared.has(path)) return [];
    const tokens = demanded(path, part as Condition);
    return tokens ? [tokens] : [];
  });
  return candidates.toSorted((a, b) => a.length - b.length)[0];
}

function demanded(path: string, condition: Condition): readonly string[] | undefined {
  const operators = typeof condition === 'object' && condition !== null ? condition : { $eq: condition };
  const values =
    operators.$eq === undefined
      ? (operators.$in as readonly Scalar[] | undefined)
      : [operators.$eq as Scalar];
  const tokens = values?.map((value) => token(path, value));
  return tokens?.every((one) => one !== undefined) ? tokens : undefined;
}
