import { useTranslation } from 'react-i18next';
import { usePreferences } from '../app/preferences';
import { formatTime } from '../i18n/format';
import { StatusBadge } from './status-badge';
import { Time } from './time';
import { useNow } from './use-now';

/** When something ends, that it has ended, or that it has no end. */
export function Expiry({ at }: { readonly at: string | null }) {
  const { t, i18n } = useTranslation();
  const { zone } = usePreferences();
  const now = useNow();
  if (at === null) return t('time.forever');
  if (Date.parse(at) >= now) return <Time at={at} detail="date" />;
  const ended = formatTime(i18n.language, at, zone, 'minutes');
  return <StatusBadge state="expired" title={`${t('state.expired')}: ${ended}`} />;
}
