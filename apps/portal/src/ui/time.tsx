import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences';
import { formatDistance, formatDuration, formatNumber, formatTime } from '../i18n/format';
import { useNow } from './use-now';

interface TimeProps {
  readonly at: string;
  readonly detail?: 'date' | 'seconds' | 'milliseconds';
}

/** A time in the chosen zone. */
export function Time({ at, detail }: TimeProps) {
  const { i18n } = useTranslation();
  const { zone } = usePreferences();
  return (
    <time dateTime={at} title={at} className="numbers">
      {formatTime(i18n.language, at, zone, detail)}
    </time>
  );
}

/** How far away a time is, ticking. */
export function Until({ at }: { readonly at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  return (
    <time dateTime={at} title={at} className="numbers">
      {formatDistance(i18n.language, Date.parse(at) - now)}
    </time>
  );
}

export function Duration({ ms }: { readonly ms: number }) {
  const { i18n } = useTranslation();
  return <span className="numbers">{formatDuration(i18n.language, ms)}</span>;
}

/** A number; with `more` it is only known that there are more than these. */
export function Count({ value, more = false }: { readonly value: number; readonly more?: boolean }) {
  const { i18n } = useTranslation();
  return (
    <span className="numbers">
      {formatNumber(i18n.language, value)}
      {more && '+'}
    </span>
  );
}
