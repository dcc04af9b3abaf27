import { isJson } from './is-json';

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Whether the text is a number of JSON. */
export const isNumber = (text: string): boolean => NUMBER.test(text);

/** Whether the text is a text, a number, true, false or null of JSON. */
export const isScalar = (text: string): boolean =>
  isNumber(text) || WORDS.has(text) || (text.startsWith('"') && isJson(text));

/** A literal as people read it. @example unquoted('"Lada"') // 'Lada' */
export const unquoted = (literal: string): string =>
  literal.startsWith('"') ? (JSON.parse(literal) as string) : literal;
