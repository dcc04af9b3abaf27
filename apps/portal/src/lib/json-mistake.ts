import { type ParseError, parse } from 'jsonc-parser';

export interface JsonMistake {
  readonly from: number;
  readonly to: number;
}

/** Where the text stops to be JSON; an empty text is not wrong yet. */
export function jsonMistake(text: string): JsonMistake | undefined {
  if (text.trim() === '') return undefined;
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return undefined;
  // At the end of the text there is nothing to mark but the last character.
  const from = Math.min(first.offset, text.length - 1);
  return { from, to: Math.min(from + Math.max(first.length, 1), text.length) };
}

/** The place of the first mistake; undefined where the text is JSON or empty. */
export function mistakePlace(text: string): ReturnType<typeof placeOf> | undefined {
  const mistake = jsonMistake(text);
  return mistake && placeOf(text, mistake.from);
}

/** A place in a text, as people count. @example placeOf('{\n  x', 4) // { line: 2, column: 3 } */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}
