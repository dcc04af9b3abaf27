import { ANNOTATIONS } from './dialect';
import { isObject } from './walk';

/** A pattern takes as much to compile as some other keywords, and more the longer it is. */
const PATTERN = 4;
const CHARACTERS_A_RULE = 16;

/** How many rules a schema has, without those of the schemas within it: what compiling it takes grows with them. */
export function rulesOf(schema: unknown): number {
  if (!isObject(schema)) return 1;
  return Object.entries(schema).reduce((sum, [keyword, value]) => sum + rulesOfKeyword(keyword, value), 1);
}

function rulesOfKeyword(keyword: string, value: unknown): number {
  if (ANNOTATIONS.has(keyword)) return 0;
  if (keyword === 'pattern') return ofPattern(String(value));
  if (!isObject(value)) return 1;
  if (keyword === 'patternProperties')
    return Object.keys(value).reduce((sum, source) => sum + ofPattern(source), 1);
  // Each name is written out in the code.
  if (keyword === 'dependentRequired') return 1 + 2 * Object.values(value).flat().length;
  return 1;
}

function ofPattern({ length }: string): number {
  return PATTERN + Math.ceil(length / CHARACTERS_A_RULE);
}
