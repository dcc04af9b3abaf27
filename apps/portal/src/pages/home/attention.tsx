import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { overviewQuery } from '../../api/overview';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { LinkButton } from '../../ui/link-button';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { Until } from '../../ui/time';
import { toSearch } from '../../lib/to-search';
import { AttentionText } from './attention-text';
import classes from './home.module.css';
import { useAttention } from './use-attention';

const MOST = 8;

/** What has stopped, what never arrived, who waits for a decision; the first has the button to press. */
export function Attention() {
  const { t } = useTranslation('home');
  const { data: overview, error, refetch } = useQuery(overviewQuery);
  const items = useAttention();
  if (error && !overview) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const held = overview?.held.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <Section title={t('attention.title')}>
      {!items && <SkeletonRows rows={2} height={44} />}
      {items?.length === 0 && <Text c="dimmed">{t('attention.none')}</Text>}
      {items && items.length > 0 && (
        <ul className={`${classes.list} ${classes.attention}`}>
          {items.slice(0, MOST).map((item, index) => (
            <li key={item.id}>
              <span className={classes.state}>
                <StatusBadge state={item.kind === 'requests' ? 'waiting' : item.kind} />
              </span>
              <span className={classes.grow}>
                <AttentionText item={item} />
                {'since' in item && (
                  <Text span size="sm" c="dimmed" ml="xs">
                    <Until at={item.since} />
                  </Text>
                )}
              </span>
              <LinkButton
                {...toSearch(item.to)}
                size="compact-sm"
                variant={index === 0 ? 'filled' : 'default'}
              >
                {t(`attention.act.${item.kind}`)}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      {items && items.length > MOST && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('attention.more', { count: items.length - MOST })}
        </Text>
      )}
      {held > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('attention.held', { count: held })}
        </Text>
      )}
    </Section>
  );
}
