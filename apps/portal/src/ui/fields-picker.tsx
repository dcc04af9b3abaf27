import { Group, TagsInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toPaths } from '../lib/paths';

/** A path of data and what people call it. */
export interface DataField {
  readonly path: string;
  readonly title: string;
}

interface FieldsPickerProps {
  readonly name?: string;
  readonly label: string;
  readonly description?: string;
  /** While nothing is chosen. */
  readonly placeholder?: string;
  /** What is known of the topic; others can be typed. */
  readonly fields: readonly DataField[];
  /** Paths with commas between them. */
  readonly value: string;
  readonly onChange: (paths: string) => void;
  readonly error?: ReactNode;
}

/** Paths of data, chosen by their titles or typed. */
export function FieldsPicker({
  fields,
  value,
  onChange,
  description,
  placeholder,
  ...props
}: FieldsPickerProps) {
  const { t } = useTranslation();
  const titles = new Map(fields.map(({ path, title }) => [path, title]));
  const paths = toPaths(value) ?? [];
  const doubled = paths.find((path) => path.startsWith('data.') && !titles.has(path));
  return (
    <TagsInput
      {...props}
      placeholder={value === '' ? placeholder : undefined}
      description={
        doubled === undefined ? (
          description
        ) : (
          <span role="status" style={{ color: 'var(--anika-warn)' }}>
            {t('fields.withoutData', { path: doubled, inside: doubled.slice('data.'.length) })}
          </span>
        )
      }
      data={fields.map(({ path }) => path)}
      value={paths}
      onChange={(chosen) => onChange(chosen.join(', '))}
      splitChars={[',', '\n', ' ']}
      acceptValueOnBlur
      clearable
      autoCapitalize="none"
      spellCheck={false}
      renderOption={({ option }) => (
        <Group gap="sm" justify="space-between" flex={1}>
          <span>{titles.get(option.value) ?? option.value}</span>
          {titles.get(option.value) !== option.value && (
            <Text size="xs" c="dimmed" className="mono">
              {option.value}
            </Text>
          )}
        </Group>
      )}
    />
  );
}
