import type { Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { createScanner, SyntaxKind } from 'jsonc-parser';

const mark = (name: string) => Decoration.mark({ class: name });
const NAME = mark('cm-json-name');
const STRING = mark('cm-json-string');
const SCALAR = mark('cm-json-scalar');
const KINDS: Partial<Record<SyntaxKind, Decoration>> = {
  [SyntaxKind.StringLiteral]: STRING,
  [SyntaxKind.NumericLiteral]: SCALAR,
  [SyntaxKind.TrueKeyword]: SCALAR,
  [SyntaxKind.FalseKeyword]: SCALAR,
  [SyntaxKind.NullKeyword]: SCALAR,
};

/** The tokens up to the end of what is in sight. */
function colored({ state, viewport }: EditorView): DecorationSet {
  const scanner = createScanner(state.sliceDoc(0, viewport.to), true);
  const ranges: Range<Decoration>[] = [];
  for (let kind = scanner.scan(); kind !== SyntaxKind.EOF; kind = scanner.scan()) {
    const from = scanner.getTokenOffset();
    const last = ranges.at(-1);
    if (kind === SyntaxKind.ColonToken && last?.value === STRING)
      ranges[ranges.length - 1] = NAME.range(last.from, last.to);
    const color = KINDS[kind];
    if (color) ranges.push(color.range(from, from + scanner.getTokenLength()));
  }
  return Decoration.set(ranges.filter(({ to }) => to >= viewport.from));
}

/** JSON in colours, by the scanner that payloads are read with: CodeMirror's parser of languages weighs 13 kB. */
export const jsonColors = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = colored(view);
    }

    update({ docChanged, viewportChanged, view }: ViewUpdate): void {
      if (docChanged || viewportChanged) this.decorations = colored(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
