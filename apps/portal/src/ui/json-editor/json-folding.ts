import { codeFolding, foldGutter, foldKeymap, foldService } from '@codemirror/language';
import { EditorState, type Extension, StateField } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import type { TFunction } from 'i18next';
import { jsonFolds } from './json-folds';

const folds = StateField.define({
  create: ({ doc }) => jsonFolds(doc.toString()),
  update: (before, { docChanged, newDoc }) => (docChanged ? jsonFolds(newDoc.toString()) : before),
});

function mark(isOpen: boolean, title: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = isOpen ? '▾' : '▸';
  element.title = title;
  return element;
}

function placeholder(text: string, title: string, unfold: (event: Event) => void): HTMLElement {
  const element = document.createElement('span');
  element.className = 'cm-foldPlaceholder';
  element.textContent = `… ${text}`;
  element.title = title;
  element.addEventListener('click', unfold);
  return element;
}

/** Objects and lists that fold, by the marks beside their lines or the keys that CodeMirror gives it everywhere. */
export const jsonFolding = (t: TFunction): Extension => [
  folds,
  foldService.of((state, start) => state.field(folds).get(state.doc.lineAt(start).number - 1) ?? null),
  codeFolding({
    preparePlaceholder: ({ doc }, { from, to }) => doc.lineAt(to).number - doc.lineAt(from).number - 1,
    placeholderDOM: (_, unfold, lines: number) =>
      placeholder(t('payload.inside', { count: lines }), t('json.unfold'), unfold),
  }),
  foldGutter({ markerDOM: (isOpen) => mark(isOpen, t(isOpen ? 'json.fold' : 'json.unfold')) }),
  keymap.of(foldKeymap),
  // What is read out when a key has folded.
  EditorState.phrases.of({
    'Folded lines': t('json.folded'),
    'Unfolded lines': t('json.unfolded'),
    to: t('json.to'),
  }),
];
