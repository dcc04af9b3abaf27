import { useTranslation } from 'react-i18next';
import { StatusBadge } from './status-badge';
import { Time } from './time';
import { useNow } from './use-now';

/** When something ends, that it has ended, or that it has no end. */
export function Expiry({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  if (at === null) return t('time.forever');
  return Date.parse(at) < now ? <StatusBadge state="expired" /> : <Time at={at} detail="date" />;
}
