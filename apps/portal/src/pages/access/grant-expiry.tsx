import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { useNow } from '../../ui/use-now';

/** Until when, or that it is over. */
export function GrantExpiry({ at }: { readonly at: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  if (at === null) return t('time.forever');
  return Date.parse(at) < now ? <StatusBadge state="expired" /> : <Time at={at} detail="date" />;
}
