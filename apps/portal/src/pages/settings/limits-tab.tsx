import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Counted, usageQuery } from '../../api/limits';
import { LIMITS, type Limit } from '../../lib/limits';
import { useCan, useMe } from '../../session/session';
import { PlainTable } from '../../ui/plain-table';
import { Count } from '../../ui/time';
import classes from './meter.module.css';

const isCounted = (limit: Limit): limit is Counted =>
  limit === 'topics' || limit === 'subscriptions' || limit === 'apiKeys';

/** What the company may have and do, and how much of it is used. */
export function LimitsTab() {
  const { t } = useTranslation('settings');
  const { limits } = useMe().partner;
  return (
    <>
      <Text c="dimmed" mb="md" maw="72ch">
        {t('limits.about')}
      </Text>
      <PlainTable label={t('tab.limits')} head={[t('limits.limit'), t('limits.used'), t('limits.most')]}>
        {LIMITS.map((limit) => (
          <tr key={limit}>
            <th scope="row">
              {t(`limits.of.${limit}`)}
              <Text size="xs" c="dimmed">
                {t(`limits.help.${limit}`)}
              </Text>
            </th>
            <td>{isCounted(limit) && <Used limit={limit} most={limits?.[limit]} />}</td>
            <td>{limits && <Count value={limits[limit]} />}</td>
          </tr>
        ))}
      </PlainTable>
      <Text c="dimmed" size="sm" mt="md" maw="72ch">
        {t('limits.more')}
      </Text>
    </>
  );
}

function Used({ limit, most }: { readonly limit: Counted; readonly most?: number }) {
  const { t } = useTranslation('settings');
  const canRead = useCan(limit === 'apiKeys' ? 'keys:read' : 'topics:read');
  const { data } = useQuery({ ...usageQuery(limit), enabled: canRead });
  if (!canRead) return t('limits.ownersOnly');
  if (!data) return null;
  return (
    <>
      <Count value={data.count} more={data.hasMore} />
      {most !== undefined && (
        <meter
          className={classes.meter}
          min={0}
          max={most}
          high={most * 0.9}
          value={data.count}
          aria-label={t('limits.usedOf', { limit: t(`limits.of.${limit}`) })}
        />
      )}
    </>
  );
}
