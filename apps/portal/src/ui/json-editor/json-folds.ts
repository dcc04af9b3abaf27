import { createScanner, SyntaxKind } from 'jsonc-parser';

/** What is hidden when a line is folded: all between a bracket and the one that closes it. */
export interface JsonFold {
  readonly from: number;
  readonly to: number;
}

interface Opened {
  readonly closedBy: SyntaxKind;
  readonly line: number;
  readonly from: number;
}

const CLOSED_BY: Partial<Record<SyntaxKind, SyntaxKind>> = {
  [SyntaxKind.OpenBraceToken]: SyntaxKind.CloseBraceToken,
  [SyntaxKind.OpenBracketToken]: SyntaxKind.CloseBracketToken,
};

/**
 * The folds of a text by the index of their line: of each the bracket that opens last on it and is not closed on it. While it is typed the
 * text may be no JSON: a bracket that nothing closes, or opens, is passed over.
 *
 * @example jsonFolds('{\n  "a": 1\n}').get(0) // { from: 1, to: 11 }
 */
export function jsonFolds(text: string): ReadonlyMap<number, JsonFold> {
  const scanner = createScanner(text, true);
  const folds = new Map<number, JsonFold>();
  const opened: Opened[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const line = scanner.getTokenStartLine();
    const closedBy = CLOSED_BY[kind];
    if (closedBy !== undefined) {
      opened.push({ closedBy, line, from: scanner.getTokenOffset() + 1 });
      continue;
    }
    const place = opened.findLastIndex((one) => one.closedBy === kind);
    if (place === -1) continue;
    const [opening] = opened.splice(place);
    // What opens later on a line is closed first.
    if (opening!.line !== line && !folds.has(opening!.line))
      folds.set(opening!.line, { from: opening!.from, to: scanner.getTokenOffset() });
  }
  return folds;
}
