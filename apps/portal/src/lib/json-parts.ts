import { type JsonToken, jsonTokens } from './json-tokens';

export const isOpening = ({ first }: JsonToken): boolean => first === '{' || first === '[';
export const isClosing = ({ first }: JsonToken): boolean => first === '}' || first === ']';

/**
 * The members of an object by name, or the elements of an array by index, each as its own text: every character is kept, where
 * JSON.parse would round 64-bit numbers. Nothing recurses, so depth is no danger.
 *
 * @param json valid JSON
 * @example partsOf('{"a": 12345678901234567890}').get('a') // '12345678901234567890'
 */
export function partsOf(json: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const isObject = json.trimStart().startsWith('{');
  let depth = 0;
  let name: string | undefined;
  let start = -1;
  let end = -1;
  for (const token of jsonTokens(json)) {
    if (isClosing(token)) depth -= 1;
    const isBetween = (depth === 1 && token.first === ',') || depth === 0;
    if (isBetween) {
      if (start !== -1) parts.set(name ?? String(parts.size), json.slice(start, end));
      [name, start] = [undefined, -1];
    } else if (depth === 1 && isObject && name === undefined && token.first === '"') {
      name = JSON.parse(json.slice(token.start, token.end)) as string;
    } else if (token.first !== ':' && start === -1) {
      ({ start } = token);
    }
    ({ end } = token);
    if (isOpening(token)) depth += 1;
  }
  return parts;
}
