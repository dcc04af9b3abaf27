import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldedBelow, type JsonLine, visibleLines } from '../../lib/json-lines';
import { CutText } from './cut-text';
import classes from './payload.module.css';
import { VirtualLines } from './virtual-lines';

const OPEN_TO_DEPTH = 2;
const INDENT_PX = 16;

/** The payload laid out, with lines that fold. */
export function JsonView({ lines }: { readonly lines: readonly JsonLine[] }) {
  const { t } = useTranslation();
  const [folded, setFolded] = useState<ReadonlySet<number>>(() => foldedBelow(lines, OPEN_TO_DEPTH));
  const shown = useMemo(() => visibleLines(lines, folded), [lines, folded]);
  const toggle = (index: number) =>
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(index)) after.add(index);
      return after;
    });
  return (
    <VirtualLines
      label={t('payload.json')}
      count={shown.length}
      line={(position) => {
        const index = shown[position]!;
        const line = lines[index]!;
        const isFolded = line.end !== undefined && folded.has(index);
        return (
          <div style={{ paddingLeft: line.depth * INDENT_PX + 20 }} className={classes.code}>
            {line.end !== undefined && (
              <button
                type="button"
                className={classes.fold}
                aria-expanded={!isFolded}
                aria-label={t(isFolded ? 'payload.unfold' : 'payload.fold', {
                  name: line.name ?? line.value,
                })}
                onClick={() => toggle(index)}
              >
                {isFolded ? '▸' : '▾'}
              </button>
            )}
            {line.name !== undefined && (
              <>
                <span className={classes.name}>
                  <CutText text={line.name} />
                </span>
                {': '}
              </>
            )}
            <span data-kind={line.kind}>
              <CutText text={line.value} />
            </span>
            {isFolded && (
              <span className={classes.hint}>
                {' … '}
                {lines[line.end!]!.value} {t('payload.inside', { count: line.end! - index - 1 })}
              </span>
            )}
            {(isFolded ? lines[line.end!]!.comma : line.comma) && ','}
          </div>
        );
      }}
    />
  );
}
