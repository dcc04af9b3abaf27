import { isClosing, isOpening } from './json-parts';
import { type JsonToken, jsonTokens } from './json-tokens';

/** A line of a payload that is laid out: its tokens are those of the text, only the white space between them is ours. */
export interface JsonLine {
  readonly depth: number;
  /** The name before the colon, as it is written, with its quotation marks. */
  readonly name?: string;
  readonly value: string;
  readonly kind: 'string' | 'number' | 'literal' | 'open' | 'close' | 'empty';
  readonly comma: boolean;
  /** Of an opening line: the index of the line that closes it. */
  readonly end?: number;
}

type Draft = { -readonly [member in keyof JsonLine]: JsonLine[member] };

function kindOf(token: JsonToken): JsonLine['kind'] {
  if (isOpening(token)) return 'open';
  if (token.first === '"') return 'string';
  return /[-\d]/.test(token.first) ? 'number' : 'literal';
}

/**
 * Lays a JSON text out, one member or element a line, in one pass over its tokens.
 *
 * @param json valid JSON
 * @example jsonLines('{"a":1e3}').map(({ value }) => value) // ['{', '1e3', '}']
 */
export function jsonLines(json: string): readonly JsonLine[] {
  const lines: Draft[] = [];
  const open: number[] = [];
  let name: string | undefined;
  let literal: string | undefined;
  for (const token of jsonTokens(json)) {
    const value = json.slice(token.start, token.end);
    if (token.first === ':') {
      name = literal;
      literal = undefined;
      lines.pop();
    } else if (token.first === ',') {
      lines.at(-1)!.comma = true;
    } else if (isClosing(token)) {
      close(lines, open.pop() ?? 0, open.length, value);
    } else {
      const depth = open.length;
      const kind = kindOf(token);
      if (kind === 'open') open.push(lines.length);
      lines.push({ depth, name, value, kind, comma: false });
      literal = kind === 'string' ? value : undefined;
      name = undefined;
    }
  }
  return lines;
}

function close(lines: Draft[], begin: number, depth: number, value: string): void {
  const opening = lines[begin]!;
  if (begin === lines.length - 1) {
    opening.kind = 'empty';
    opening.value += value;
  } else {
    opening.end = lines.length;
    lines.push({ depth, value, kind: 'close', comma: false });
  }
}

/** The lines to show, by index, when those in `folded` hide what is in them. */
export function visibleLines(lines: readonly JsonLine[], folded: ReadonlySet<number>): readonly number[] {
  const shown: number[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    shown.push(index);
    const { end } = lines[index]!;
    if (end !== undefined && folded.has(index)) index = end;
  }
  return shown;
}

/** What is folded at first: everything below the depth. */
export function foldedBelow(lines: readonly JsonLine[], depth: number): Set<number> {
  return new Set(
    lines.flatMap((line, index) => (line.end !== undefined && line.depth >= depth ? [index] : [])),
  );
}

export interface JsonField {
  /** Names joined by dots, as filters and grants write them. */
  readonly path: string;
  readonly value: string;
  readonly kind: JsonLine['kind'];
}

/** The values of a payload with the path of each; lists count as one value. */
export function jsonFields(lines: readonly JsonLine[]): readonly JsonField[] {
  const fields: JsonField[] = [];
  const path: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const { depth, name, value, kind, end } = lines[index]!;
    path.length = Math.max(0, depth - 1);
    if (name !== undefined) path.push(JSON.parse(name) as string);
    if (kind === 'open' && value === '{') continue;
    if (kind === 'close') continue;
    const inside = lines
      .slice(index + 1, end)
      .map(flat)
      .join('');
    const text = end === undefined ? value : `${value}${inside}${lines[end]!.value}`;
    fields.push({ path: path.join('.'), value: text, kind });
    if (end !== undefined) index = end;
  }
  return fields;
}

function flat({ name, value, comma }: JsonLine): string {
  return `${name === undefined ? '' : `${name}: `}${value}${comma ? ', ' : ''}`;
}

/** The text laid out with two spaces a level; its tokens stay as they are. @example pretty('{"a":1e3}') // '{\n  "a": 1e3\n}' */
export function pretty(json: string): string {
  return jsonLines(json)
    .map(
      ({ depth, name, value, comma }) =>
        `${'  '.repeat(depth)}${name === undefined ? '' : `${name}: `}${value}${comma ? ',' : ''}`,
    )
    .join('\n');
}
