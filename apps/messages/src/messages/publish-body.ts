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
  return cutMember(text, 'data', MAX_DEPTH);
}

function cutMember(text: string, member: string, maxDepth = Number.POSITIVE_INFINITY): string | undefined {
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
    if (depth === 1 && name === member && token !== SyntaxKind.CloseBraceToken) {
      start = start < 0 ? offset : start;
      end = offset + scanner.getTokenLength();
    }
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      depth += 1;
      // A member is one level below the body itself.
      if (depth > maxDepth + 1) throw malformed(`it is nested deeper than ${maxDepth}`);
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      depth -= 1;
      if (depth === 1 && name === member) end = offset + 1;
    }
  }
  return start < 0 ? undefined : text.slice(start, end);
}

/**
 * The exact texts of the elements of the member `messages` of a JSON object that is known to be valid JSON, with a list there.
 *
 * @throws {AnikaError} MALFORMED_JSON when the member is there twice
 * @example cutItems('{"messages":[{"type":"a"}, 5]}') // ['{"type":"a"}', '5']
 */
export function cutItems(text: string): string[] {
  const list = cutMember(text, 'messages');
  const items: string[] = [];
  if (list === undefined) return items;
  const scanner = createScanner(list, true);
  let depth = 0;
  let start = -1;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    const isOpen = token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken;
    const isClose = token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken;
    if (isClose) depth -= 1;
    const isBetween = depth === 1 && token === SyntaxKind.CommaToken;
    if (depth === 1 && start < 0 && !isBetween) start = scanner.getTokenOffset();
    if ((isBetween || depth === 0) && start >= 0) {
      items.push(list.slice(start, scanner.getTokenOffset()).trimEnd());
      start = -1;
    }
    if (isOpen) depth += 1;
  }
  return items;
}

function malformed(reason: string): AnikaError {
  return new AnikaError('MALFORMED_JSON', { detail: `The body is not accepted: ${reason}.` });
}
