import { type EditorState, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { type ParseError, parse } from 'jsonc-parser';

export interface Mistake {
  readonly from: number;
  readonly to: number;
}

/** Where the text stops to be JSON; an empty text is not wrong yet. */
function firstMistake({ doc }: EditorState): Mistake | undefined {
  const text = doc.toString();
  if (text.trim() === '') return undefined;
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return undefined;
  // At the end of the text there is nothing to mark but the last character.
  const from = Math.min(first.offset, text.length - 1);
  return { from, to: Math.min(from + Math.max(first.length, 1), text.length) };
}

const MARK = Decoration.mark({ class: 'cm-json-mistake' });

/** The first mistake, underlined. */
export const jsonMistake = StateField.define<Mistake | undefined>({
  create: firstMistake,
  update: (before, { docChanged, state }) => (docChanged ? firstMistake(state) : before),
  provide: (field) =>
    EditorView.decorations.from(field, (found) =>
      found ? Decoration.set([MARK.range(found.from, found.to)]) : Decoration.none,
    ),
});
