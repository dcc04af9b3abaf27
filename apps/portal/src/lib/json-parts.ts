import { createScanner, SyntaxKind } from 'jsonc-parser';

export const isOpening = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.OpenBraceToken || kind === SyntaxKind.OpenBracketToken;
export const isClosing = (kind: SyntaxKind): boolean =>
  kind === SyntaxKind.CloseBraceToken || kind === SyntaxKind.CloseBracketToken;

/**
 * The members of an object by name, or the elements of an array by index, each as its own text: every character is kept, where
 * JSON.parse would round 64-bit numbers. Nothing recurses, so depth is no danger.
 *
 * @param json valid JSON
 * @example partsOf('{"a": 12345678901234567890}').get('a') // '12345678901234567890'
 */
export function partsOf(json: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const scanner = createScanner(json, true);
  const isObject = scanner.scan() === SyntaxKind.OpenBraceToken;
  let depth = 1;
  let name: string | undefined;
  let start = -1;
  let end = -1;
  for (let kind = scanner.scan(); depth > 0 && kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    if (isClosing(kind)) depth -= 1;
    const isBetween = (depth === 1 && kind === SyntaxKind.CommaToken) || depth === 0;
    if (isBetween) {
      if (start !== -1) parts.set(name ?? String(parts.size), json.slice(start, end));
      [name, start] = [undefined, -1];
    } else if (depth === 1 && isObject && name === undefined && kind === SyntaxKind.StringLiteral) {
      name = scanner.getTokenValue();
    } else if (kind !== SyntaxKind.ColonToken && start === -1) {
      start = scanner.getTokenOffset();
    }
    end = scanner.getTokenOffset() + scanner.getTokenLength();
    if (isOpening(kind)) depth += 1;
  }
  return parts;
}
