import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import {
  bracketMatching,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { nonce } from '../../app/nonce';

interface CodeMirrorEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange?: (text: string) => void;
  /** In pixels. */
  readonly height: number;
}

const LOOK = EditorView.theme({
  '&': { border: '1px solid var(--anika-line)', borderRadius: '8px', fontSize: '13px', overflow: 'hidden' },
  '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '20px' },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--anika-soft)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
  },
  '.cm-tooltip': { backgroundColor: 'var(--mantine-color-body)', color: 'var(--mantine-color-text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mantine-primary-color-light) !important',
  },
});
const COLORS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--mantine-color-anchor)' },
  { tag: tags.string, color: 'var(--anika-good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--anika-warn)' },
]);

/** CodeMirror for JSON. The value is what it begins with; afterwards it has its own. */
export function CodeMirrorEditor({ label, value, onChange, height }: CodeMirrorEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const begin = useRef(value);
  const tell = useRef(onChange);
  useEffect(() => {
    tell.current = onChange;
  });
  useEffect(() => {
    const isWritten = tell.current !== undefined;
    const view = new EditorView({
      parent: frame.current!,
      state: EditorState.create({
        doc: begin.current,
        extensions: [
          EditorView.cspNonce.of(nonce()),
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.theme({ '.cm-scroller': { height: `${height}px`, overflow: 'auto' } }),
          EditorView.lineWrapping,
          LOOK,
          lineNumbers(),
          foldGutter(),
          json(),
          syntaxHighlighting(COLORS),
          bracketMatching(),
          indentOnInput(),
          history(),
          // Tab goes on to the next control, as everywhere.
          keymap.of([...defaultKeymap, ...historyKeymap]),
          ...(isWritten ? [linter(syntaxProblems), lintGutter()] : [EditorState.readOnly.of(true)]),
          EditorView.updateListener.of(
            ({ docChanged, state }) => docChanged && tell.current?.(state.doc.toString()),
          ),
        ],
      }),
    });
    return () => view.destroy();
  }, [label, height]);
  return <div ref={frame} />;
}

const parse = jsonParseLinter();
const syntaxProblems = (view: EditorView) => (view.state.doc.toString().trim() === '' ? [] : parse(view));
