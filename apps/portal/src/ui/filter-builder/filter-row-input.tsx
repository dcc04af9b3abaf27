import { ActionIcon, Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FilterRow, type Operator, OPERATORS, takesList } from '../../lib/filter-rows';
import type { DataField } from '../fields-picker';
import classes from './filter-row-input.module.css';

interface FilterRowInputProps {
  readonly row: FilterRow;
  readonly fields: readonly DataField[];
  readonly onChange: (row: FilterRow) => void;
  readonly onRemove: () => void;
}

/** One condition: field, comparison, value. */
export function FilterRowInput({ row, fields, onChange, onRemove }: FilterRowInputProps) {
  const { t } = useTranslation('filters');
  const titles = new Map(fields.map(({ path, title }) => [path, title]));
  const value = { 'aria-label': t('value'), className: classes.value };
  return (
    <div className={classes.row} role="group" aria-label={t('condition')}>
      <Autocomplete
        aria-label={t('field')}
        placeholder={t('fieldPlaceholder')}
        className={classes.field}
        data={fields.map(({ path }) => path)}
        value={row.path}
        onChange={(path) => onChange({ ...row, path: path.trim() })}
        renderOption={({ option }) => titles.get(option.value) ?? option.value}
        filter={({ options, search }) =>
          options.filter(
            (option) =>
              'value' in option &&
              `${option.value} ${titles.get(option.value) ?? ''}`
                .toLowerCase()
                .includes(search.toLowerCase()),
          )
        }
        autoCapitalize="none"
        spellCheck={false}
      />
      <NativeSelect
        aria-label={t('comparison')}
        className={classes.operator}
        data={OPERATORS.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
        value={row.operator}
        onChange={(event) => onChange(withOperator(row, event.currentTarget.value as Operator))}
      />
      {row.operator === '$exists' ? (
        <NativeSelect
          {...value}
          data={(['true', 'false'] as const).map((is) => ({ value: is, label: t(`exists.${is}`) }))}
          value={row.value === 'false' ? 'false' : 'true'}
          onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          {...value}
          placeholder={takesList(row.operator) ? t('listPlaceholder') : t('valuePlaceholder')}
          spellCheck={false}
          value={row.value}
          onChange={(event) => onChange({ ...row, value: event.currentTarget.value })}
        />
      )}
      <ActionIcon variant="subtle" color="gray" aria-label={t('remove')} onClick={onRemove} mt={6}>
        <X size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function withOperator(row: FilterRow, operator: Operator): FilterRow {
  const isExists = (one: Operator) => one === '$exists';
  if (isExists(operator) === isExists(row.operator)) return { ...row, operator };
  return { ...row, operator, value: isExists(operator) ? 'true' : '' };
}
