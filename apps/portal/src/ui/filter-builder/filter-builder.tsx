import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FilterRow, type FilterRows, toFilter, toRows } from '../../lib/filter-rows';
import { isJson } from '../../lib/is-json';
import { mistakePlace } from '../../lib/json-mistake';
import type { DataField } from '../fields-picker';
import { FilterRowInput } from './filter-row-input';

interface FilterBuilderProps {
  /** Paths as filters write them: `type`, `data.car`. */
  readonly fields: readonly DataField[];
  /** JSON of the filter language. */
  readonly value: string;
  /** Undefined while what is typed is no JSON object. */
  readonly onChange: (filter: string | undefined) => void;
  /** The platform does not take it: what is wrong stands beside, and nothing else is said of it. */
  readonly isRefused?: boolean;
}

const EMPTY_ROW: FilterRow = { path: '', operator: '$eq', value: '' };
const isObject = (text: string) => text.trimStart().startsWith('{') && isJson(text);

/** A filter by conditions, and the JSON that they are; either may be changed. */
export function FilterBuilder({ fields, value, onChange, isRefused = false }: FilterBuilderProps) {
  const { t } = useTranslation('filters');
  const { t: common } = useTranslation();
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(() => (isObject(value) ? withRow(toRows(value)) : undefined));
  const mistake = mistakePlace(text);
  const setRows = (rows: FilterRows) => {
    const filter = toFilter(rows);
    setShown(rows);
    setText(filter);
    onChange(filter);
  };
  const setJson = (json: string) => {
    setText(json);
    if (isObject(json)) setShown(withRow(toRows(json)));
    onChange(isObject(json) ? json : undefined);
  };
  return (
    <Stack gap="sm">
      {shown ? (
        <>
          {shown.rows.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t('joined')}
              value={shown.joined}
              onChange={(joined) => setRows({ ...shown, joined: joined as FilterRows['joined'] })}
              data={(['all', 'any'] as const).map((joined) => ({ value: joined, label: t(joined) }))}
              style={{ alignSelf: 'flex-start' }}
            />
          )}
          {shown.rows.map((row, index) => (
            <FilterRowInput
              // oxlint-disable-next-line react/no-array-index-key -- a condition has no other identity
              key={index}
              row={row}
              fields={fields}
              onChange={(changed) => setRows({ ...shown, rows: shown.rows.with(index, changed) })}
              onRemove={() => setRows(withRow({ ...shown, rows: shown.rows.toSpliced(index, 1) })!)}
            />
          ))}
          <Group>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => setRows({ ...shown, rows: [...shown.rows, EMPTY_ROW] })}
            >
              {t('add')}
            </Button>
          </Group>
        </>
      ) : (
        !isRefused && isObject(text) && <Text c="dimmed">{t('onlyJson')}</Text>
      )}
      <Textarea
        label={t(shown ? 'json' : 'jsonOnly')}
        autosize
        maxRows={8}
        spellCheck={false}
        value={text}
        error={isObject(text) ? undefined : mistake ? common('json.mistake', mistake) : t('notJson')}
        onChange={(event) => setJson(event.currentTarget.value)}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      />
    </Stack>
  );
}

function withRow(shown: FilterRows | undefined): FilterRows | undefined {
  return shown?.rows.length === 0 ? { ...shown, rows: [EMPTY_ROW] } : shown;
}
