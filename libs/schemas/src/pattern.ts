import { RE2JS, RE2JSSyntaxException } from 're2js';
import { LIMITS } from './dialect';
import { spend } from './work';

/** A pattern takes so much work whatever the text is. */
const BASE = 20;

interface Pattern {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/**
 * ajv's `code.regExp`: patterns by RE2, whose time is linear in the text. `find` and not `test`, whose automaton can take several
 * times as long for hostile patterns.
 */
export const regExp = Object.assign(
  (source: string): Pattern => {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    const size = compiled.programSize();
    return {
      test: (text) => {
        spend(BASE + text.length * size);
        return compiled.matcher(text).find();
      },
      // ajv keeps patterns by it.
      toString: () => source,
    };
  },
  // For code that is written to a file, which is never done.
  { code: 'undefined' },
);

/** What is wrong with a pattern, undefined when nothing is. */
export function patternProblem(source: string): string | undefined {
  if (source.length > LIMITS.patternLength)
    return `must be a pattern of at most ${LIMITS.patternLength} characters`;
  try {
    const size = RE2JS.compile(RE2JS.translateRegExp(source)).programSize();
    return size > LIMITS.patternSize ? 'is too large a pattern: repeat fewer times' : undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return `is not a pattern that RE2 knows (no look-around, no back references): ${error.message}`;
  }
}
