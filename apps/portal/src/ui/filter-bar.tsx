import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-bar.module.css';
import { useUrlState } from './use-url-state';

const TYPING_MS = 300;

interface FilterBarProps {
  /** The parameters of the address that are filters. */
  readonly names: readonly string[];
  readonly children: ReactNode;
  /** At the other end: export, view. */
  readonly aside?: ReactNode;
}

/** The filters above a list; they live in the address. */
export function FilterBar({ names, children, aside }: FilterBarProps) {
  const { t } = useTranslation();
  const { isFiltered, reset } = useFilters(names);
  return (
    <Group justify="space-between" align="flex-end" gap="sm" mb="sm">
      <Group className={classes.filters} gap="sm" align="flex-end" flex="1 1 300px">
        {children}
        {isFiltered && (
          <Button variant="subtle" color="gray" px="xs" onClick={reset}>
            {t('action.clear')}
          </Button>
        )}
      </Group>
      {aside}
    </Group>
  );
}

export function useFilters(names: readonly string[]) {
  const [params, setUrl] = useUrlState();
  return {
    isFiltered: names.some((name) => params[name] !== undefined),
    reset: () => setUrl(Object.fromEntries(names.map((name) => [name, undefined]))),
  };
}

interface FilterProps {
  readonly name: string;
  readonly label: string;
}

interface TextFilterProps extends FilterProps {
  readonly placeholder?: string;
  readonly w?: number | string;
}

export function TextFilter({ name, label, placeholder, w = 'min(190px, 43vw)' }: TextFilterProps) {
  const [params, setUrl] = useUrlState();
  const value = params[name] ?? '';
  const [typed, setTyped] = useState(value);
  // oxlint-disable-next-line react/set-state-in-effect -- the address may also change by Back and by resetting
  useEffect(() => setTyped(value), [value]);
  const apply = useDebouncedCallback(
    (text: string) => setUrl({ [name]: text.trim() || undefined }, true),
    TYPING_MS,
  );
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      value={typed}
      w={w}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
    />
  );
}

export interface ChoiceFilterProps extends FilterProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What no parameter means. */
  readonly none: string;
}

interface SelectFilterProps extends ChoiceFilterProps {
  /** What is chosen, where other parameters say it, too. */
  readonly value?: string;
  /** Parameters that end with another choice. */
  readonly clears?: readonly string[];
}

export function SelectFilter({ name, label, options, none, value, clears = [] }: SelectFilterProps) {
  const [params, setUrl] = useUrlState();
  const cleared = Object.fromEntries(clears.map((other) => [other, undefined]));
  return (
    <NativeSelect
      label={label}
      w="min(170px, 43vw)"
      data={[{ value: '', label: none }, ...options]}
      value={value ?? params[name] ?? ''}
      onChange={(event) => setUrl({ ...cleared, [name]: event.currentTarget.value || undefined })}
    />
  );
}
