import { history, historyKeymap, insertNewlineKeepIndent, standardKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { Input } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonce } from '../../app/nonce';
import { placeOf } from '../../lib/json-mistake';
import { jsonColors } from './json-colors';
import { jsonFolding } from './json-folding';
import { markedMistake } from './marked-mistake';

interface CodeMirrorEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange?: (text: string) => void;
  /** In pixels. */
  readonly height: number;
}

const LOOK = EditorView.theme({
  '&': {
    height: '100%',
    border: '1px solid var(--anika-line)',
    borderRadius: '8px',
    fontSize: '13px',
    overflow: 'hidden',
  },
  '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '20px',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--mantine-color-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--anika-soft)',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
  },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--mantine-primary-color-light) !important',
  },
  '.cm-foldGutter': { width: '16px', textAlign: 'center' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 6px',
    backgroundColor: 'var(--anika-hover)',
    color: 'var(--mantine-color-dimmed)',
    border: '1px solid var(--anika-line)',
  },
  '.cm-json-name': { color: 'var(--mantine-color-text)', fontWeight: 600 },
  '.cm-json-string': { color: 'var(--anika-good)' },
  '.cm-json-scalar': { color: 'var(--anika-warn)' },
  '.cm-json-mistake': { textDecoration: 'underline wavy var(--anika-bad)' },
});

/** CodeMirror for JSON. The value is what it begins with; afterwards it has its own. */
export function CodeMirrorEditor({ label, value, onChange, height }: CodeMirrorEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const begin = useRef(value);
  const tell = useRef(onChange);
  const { t } = useTranslation();
  const [mistake, setMistake] = useState<ReturnType<typeof placeOf>>();
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
          EditorView.lineWrapping,
          LOOK,
          lineNumbers(),
          jsonFolding(t),
          jsonColors,
          history(),
          // Tab goes on to the next control, as everywhere.
          keymap.of([{ key: 'Enter', run: insertNewlineKeepIndent }, ...historyKeymap, ...standardKeymap]),
          isWritten ? markedMistake : [EditorState.readOnly.of(true), EditorView.editable.of(false)],
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return;
            const text = state.doc.toString();
            tell.current?.(text);
            const found = state.field(markedMistake, false);
            setMistake(found && placeOf(text, found.from));
          }),
        ],
      }),
    });
    return () => {
      // Another language makes another editor: it goes on with what was written.
      begin.current = view.state.doc.toString();
      view.destroy();
    };
  }, [label, t]);
  return (
    <>
      {/* It has its height before the editor is in it: what stands below does not move. */}
      <div ref={frame} style={{ height }} />
      <div role="status">
        {mistake && <Input.Error mt={4}>{t('json.mistake', { ...mistake })}</Input.Error>}
      </div>
    </>
  );
}
