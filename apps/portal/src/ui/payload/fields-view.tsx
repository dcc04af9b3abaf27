import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { jsonFields, type JsonLine } from '../../lib/json-lines';
import { visible } from '../../lib/visible';
import { CutText } from './cut-text';
import classes from './payload.module.css';
import { VirtualLines } from './virtual-lines';

interface FieldsViewProps {
  readonly lines: readonly JsonLine[];
  /** Of the contract, by path. */
  readonly titles?: ReadonlyMap<string, string>;
}

/** The values of the payload, each with its title, or its path where it has none. */
export function FieldsView({ lines, titles }: FieldsViewProps) {
  const { t } = useTranslation();
  const fields = useMemo(() => jsonFields(lines), [lines]);
  return (
    <VirtualLines
      label={t('payload.fields')}
      count={fields.length}
      line={(index) => {
        const { path, value, kind } = fields[index]!;
        return (
          <div className={classes.field}>
            <span className={classes.path} title={path}>
              {visible(titles?.get(path) ?? path)}
            </span>
            <span data-kind={kind} className={classes.value} title={value.length < 300 ? value : undefined}>
              <CutText text={kind === 'string' ? unquoted(value) : value} />
            </span>
          </div>
        );
      }}
    />
  );
}

/** A string as people read it. */
function unquoted(value: string): string {
  return JSON.parse(value) as string;
}
