import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../i18n/format';

interface DateInputProps extends TextInputProps {
  /** A day, `2026-11-25`; empty: none. */
  readonly value?: string;
  /** While none is chosen. */
  readonly description?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day. The browser writes it the way of its own language; below it stands the way of the page's. */
export function DateInput({ value = '', description, ...props }: DateInputProps) {
  const { i18n } = useTranslation();
  return (
    <TextInput
      {...props}
      type="date"
      value={value}
      description={DAY.test(value) ? formatDay(i18n.language, value) : description}
    />
  );
}
