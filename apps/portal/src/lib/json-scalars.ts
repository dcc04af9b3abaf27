const SCALAR =
  /^(?:"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Whether the text is a text, a number, true, false or null of JSON. */
export const isScalar = (text: string): boolean => SCALAR.test(text);

/** Whether the text is a number of JSON. */
export const isNumber = (text: string): boolean => NUMBER.test(text);

/** A literal as people read it. @example unquoted('"Lada"') // 'Lada' */
export const unquoted = (literal: string): string =>
  literal.startsWith('"') ? (JSON.parse(literal) as string) : literal;
