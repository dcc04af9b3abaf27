import { type EditorState, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { type JsonMistake, jsonMistake } from '../../lib/json-mistake';

const firstMistake = ({ doc }: EditorState) => jsonMistake(doc.toString());
const MARK = Decoration.mark({ class: 'cm-json-mistake' });

/** The first mistake, underlined. */
export const markedMistake = StateField.define<JsonMistake | undefined>({
  create: firstMistake,
  update: (before, { docChanged, state }) => (docChanged ? firstMistake(state) : before),
  provide: (field) =>
    EditorView.decorations.from(field, (found) =>
      found ? Decoration.set([MARK.range(found.from, found.to)]) : Decoration.none,
    ),
});
