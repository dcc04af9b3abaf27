/** A token of JSON, by its place in the text. */
export interface JsonToken {
  readonly start: number;
  readonly end: number;
  /** Its first character tells what it is: `"`, `{`, `}`, `[`, `]`, `:`, `,`; of numbers and words anything else. */
  readonly first: string;
}

const SPACE = /\s*/y;
const WORD = /[^\s{}[\]:,"]+/y;

/**
 * The tokens of valid JSON. Strings are skipped from quotation mark to quotation mark: one of a mebibyte takes no longer than the browser's
 * own search for a character.
 *
 * @example [...jsonTokens('{"a":1e3}')].map(({ first }) => first) // ['{', '"', ':', '1', '}']
 */
export function* jsonTokens(json: string): Generator<JsonToken> {
  for (let start = after(SPACE, json, 0); start < json.length;) {
    const first = json[start]!;
    const end = endOf(json, start, first);
    yield { start, end, first };
    start = after(SPACE, json, end);
  }
}

function endOf(json: string, start: number, first: string): number {
  if (first === '"') return endOfString(json, start);
  return '{}[]:,'.includes(first) ? start + 1 : after(WORD, json, start);
}

function endOfString(json: string, start: number): number {
  let quote = json.indexOf('"', start + 1);
  while (quote !== -1 && isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
  return quote === -1 ? json.length : quote + 1;
}

/** After an odd number of backslashes. */
function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function after(pattern: RegExp, json: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(json) ? pattern.lastIndex : start;
}
