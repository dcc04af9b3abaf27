import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../lib/days';
import { DateInput } from './date-input';

interface ExpiryInputProps {
  readonly name?: string;
  readonly label: string;
  /** A day, `2026-11-25`; empty: no end. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly error?: ReactNode;
}

const PRESETS = [30, 90, 365] as const;

/** The last day of an access, with what is chosen mostly at hand. */
export function ExpiryInput({ onChange, value, ...props }: ExpiryInputProps) {
  const { t } = useTranslation();
  return (
    <div>
      <DateInput
        {...props}
        description={t('expiry.help')}
        min={dayIn(0)}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap={4} mt={8}>
        {PRESETS.map((days) => (
          <Button
            key={days}
            variant={value === dayIn(days) ? 'light' : 'default'}
            size="compact-xs"
            onClick={() => onChange(dayIn(days))}
          >
            {t('expiry.days', { count: days })}
          </Button>
        ))}
        <Button variant={value === '' ? 'light' : 'default'} size="compact-xs" onClick={() => onChange('')}>
          {t('time.forever')}
        </Button>
      </Group>
    </div>
  );
}
