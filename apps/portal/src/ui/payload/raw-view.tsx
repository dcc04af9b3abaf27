import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../lib/visible';
import classes from './payload.module.css';
import { VirtualLines } from './virtual-lines';

/** A browser is slow with a line of a mebibyte: it is shown in pieces, and copied whole. */
const PIECE = 96;

/** The text as it was received. */
export function RawView({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const pieces = useMemo(() => text.split('\n').flatMap(piecesOf), [text]);
  return (
    <VirtualLines
      label={t('payload.raw')}
      count={pieces.length}
      line={(index) => <div className={classes.code}>{visible(pieces[index]!)}</div>}
    />
  );
}

function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < line.length || start === 0; start += PIECE)
    pieces.push(line.slice(start, start + PIECE));
  return pieces;
}
