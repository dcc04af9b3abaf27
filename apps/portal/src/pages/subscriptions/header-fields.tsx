import { ActionIcon, Button, Group, Input, PasswordInput, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface OwnHeader {
  readonly name: string;
  readonly value: string;
  /** It is saved already; its value is not shown and stays unless a new one is given. */
  readonly isSaved: boolean;
}

interface HeaderFieldsProps {
  readonly value: readonly OwnHeader[];
  readonly onChange: (headers: readonly OwnHeader[]) => void;
  readonly error?: ReactNode;
}

/** The headers that go with each webhook. Their values are secrets: they are never shown again. */
export function HeaderFields({ value, onChange, error }: HeaderFieldsProps) {
  const { t } = useTranslation('subscriptions');
  const change = (at: number, part: Partial<OwnHeader>) =>
    onChange(value.map((header, index) => (index === at ? { ...header, ...part } : header)));
  return (
    <Input.Wrapper
      label={t('field.headers')}
      description={t('headers.help')}
      error={error}
      labelElement="div"
    >
      {value.map(({ name, value: text, isSaved }, index) => (
        <Group key={index} gap="xs" wrap="nowrap" mb={8} align="flex-start">
          <TextInput
            flex={1}
            name="headers"
            aria-label={t('headers.name')}
            placeholder="X-Api-Key"
            spellCheck={false}
            readOnly={isSaved}
            required
            value={name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <PasswordInput
            flex={1}
            name="headers"
            aria-label={t('headers.value')}
            placeholder={isSaved ? t('headers.kept') : t('headers.value')}
            autoComplete="off"
            required={!isSaved}
            // A value that is kept cannot be shown.
            rightSection={isSaved && text === '' ? <span /> : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('headers.show') }}
            value={text}
            onChange={(event) => change(index, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('headers.remove', { name })}
            onClick={() => onChange(value.filter((_, at) => at !== index))}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        display="block"
        mb={4}
        onClick={() => onChange([...value, { name: '', value: '', isSaved: false }])}
      >
        {t('headers.add')}
      </Button>
    </Input.Wrapper>
  );
}

/** What changed, as the API merges it: null removes one. */
export function headersPatch(before: readonly string[], headers: readonly OwnHeader[]) {
  const removed = before.filter((name) => !headers.some((header) => header.isSaved && header.name === name));
  const written = headers.filter(({ value }) => value !== '');
  if (removed.length + written.length === 0) return undefined;
  return Object.fromEntries<string | null>([
    ...removed.map((name) => [name, null] as const),
    ...written.map(({ name, value }) => [name.trim(), value] as const),
  ]);
}
