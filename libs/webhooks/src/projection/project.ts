import { createScanner, type JSONScanner, SyntaxKind } from 'jsonc-parser';
import { type Branch, toBranch } from './branch';

/** Which members of `data` a reader may see: paths such as `client.city`; made once with `compileFields`. */
export type Fields = Branch;

/**
 * Prepares the paths of a grant's `fields`.
 *
 * @example project('{"a":1,"b":{"c":2,"d":3}}', compileFields(['b.c'])) // '{"b":{"c":2}}'
 */
export function compileFields(paths: readonly string[]): Fields {
  return toBranch(paths);
}

/**
 * The JSON text with the allowed members only. What is kept is kept to the byte: numbers, escapes and spaces inside a value are those
 * of the original. Elements of arrays are looked into; a scalar where members were expected is left out, at the root it is `null`.
 *
 * @param text valid JSON
 */
export function project(text: string, fields: Fields): string {
  const cutter = new Cutter(text);
  return cutter.value(fields) ?? 'null';
}

class Cutter {
  private readonly scanner: JSONScanner;

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, true);
    this.scanner.scan();
  }

  /** The value at the scanner, cut; undefined when nothing of it may be seen. Leaves the scanner behind the value. */
  value(fields: Branch): string | undefined {
    switch (this.scanner.getToken()) {
      case SyntaxKind.OpenBraceToken:
        return this.object(fields);
      case SyntaxKind.OpenBracketToken:
        return this.array(fields);
      default:
        this.scanner.scan();
        return undefined;
    }
  }

  private object(fields: Branch): string {
    const members: string[] = [];
    this.scanner.scan();
    while (this.scanner.getToken() !== SyntaxKind.CloseBraceToken) {
      const start = this.scanner.getTokenOffset();
      const name = this.scanner.getTokenValue();
      const nameText = this.text.slice(start, start + this.scanner.getTokenLength());
      this.scanner.scan();
      this.scanner.scan();
      const below = fields.get(name);
      const value = below === undefined ? this.skip() : below === true ? this.whole() : this.value(below);
      if (value !== undefined) members.push(`${nameText}:${value}`);
      if (this.scanner.getToken() === SyntaxKind.CommaToken) this.scanner.scan();
    }
    this.scanner.scan();
    return `{${members.join(',')}}`;
  }

  private array(fields: Branch): string {
    const elements: string[] = [];
    this.scanner.scan();
    while (this.scanner.getToken() !== SyntaxKind.CloseBracketToken) {
      const element = this.value(fields);
      if (element !== undefined) elements.push(element);
      if (this.scanner.getToken() === SyntaxKind.CommaToken) this.scanner.scan();
    }
    this.scanner.scan();
    return `[${elements.join(',')}]`;
  }

  private skip(): undefined {
    this.whole();
    return undefined;
  }

  /** The exact text of the value at the scanner. */
  private whole(): string {
    const start = this.scanner.getTokenOffset();
    let end = start;
    let depth = 0;
    do {
      const token = this.scanner.getToken();
      if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth += 1;
      if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) depth -= 1;
      end = this.scanner.getTokenOffset() + this.scanner.getTokenLength();
      this.scanner.scan();
    } while (depth > 0);
    return this.text.slice(start, end);
  }
}
