import { AnikaError } from '@anika/contracts';
import { createScanner, SyntaxKind } from 'jsonc-parser';

const MAX_DEPTH = 64;

/**
 * The exact text of the member `data` of a JSON object. The object is known to be valid JSON; that its names are not given twice and
 * that nothing is nested deeper than 64 is checked here.
 *
 * @throws {AnikaError} MALFORMED_JSON
 * @example cutData('{"type":"t","data": {"n":1e21}}') // '{"n":1e21}'
 */
export function cutData(text: string): string | undefined {
  const scanner = createScanner(text, true);
  const names = new Set<string>();
  let depth = 0;
  let name: string | undefined;
  let start = -1;
  let end = -1;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const offset = scanner.getTokenOffset();
    if (depth === 1 && token === SyntaxKind.StringLiteral && name === undefined) {
      name = scanner.getTokenValue();
      if (names.has(name)) throw malformed(`the member ${JSON.stringify(name)} is there twice`);
      names.add(name);
      continue;
    }
    if (depth === 1 && token === SyntaxKind.ColonToken) continue;
    if (depth === 1 && token === SyntaxKind.CommaToken) {
      name = undefined;
      continue;
    }
    if (depth === 1 && name === 'data' && token !== SyntaxKind.CloseBraceToken) {
      start = start < 0 ? offset : start;
      end = offset + scanner.getTokenLength();
    }
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      depth += 1;
      // `data` is one level below the body itself.
      if (depth > MAX_DEPTH + 1) throw malformed(`it is nested deeper than ${MAX_DEPTH}`);
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      depth -= 1;
      if (depth === 1 && name === 'data') end = offset + 1;
    }
  }
  return start < 0 ? undefined : text.slice(start, end);
}

function malformed(reason: string): AnikaError {
  return new AnikaError('MALFORMED_JSON', { detail: `The body is not accepted: ${reason}.` });
}
