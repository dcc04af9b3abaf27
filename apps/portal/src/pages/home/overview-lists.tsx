import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { subscriptionStatsQuery } from '../../api/statistics';
import { subscriptionsQuery } from '../../api/subscriptions';
import { type Topic, topicsQuery, topicStatsQuery } from '../../api/topics';
import { formatNumber } from '../../i18n/format';
import { dayOf } from '../../lib/day';
import { shortId } from '../../lib/short-id';
import { SkeletonRows } from '../../ui/late';
import { Section } from '../../ui/section';
import { Sparkline } from '../../ui/sparkline';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import classes from './home.module.css';

const MOST = 5;

export function TopicList() {
  const { t } = useTranslation('home');
  const { data } = useInfiniteQuery(topicsQuery('owned'));
  const topics = data?.filter(({ kind }) => kind === 'regular');
  return (
    <List
      title={t('topics.title')}
      empty={t('topics.empty')}
      all={<TextLink to="/topics">{t('topics.all')}</TextLink>}
      rows={topics?.slice(0, MOST).map((topic) => (
        <TopicRow key={topic.id} {...topic} />
      ))}
    />
  );
}

function TopicRow({ id, title }: Topic) {
  const { t } = useTranslation('home');
  const { data } = useQuery(topicStatsQuery(id, 'hour'));
  const day = data && dayOf(data.data);
  return (
    <li>
      <TextLink to={`/topics/${id}/messages`} title={title}>
        {title}
      </TextLink>
      {day && (
        <span className={classes.figures}>
          <Sparkline values={day.messages} label={t('topics.byHour')} />
          <Text span size="sm" c="dimmed" className="numbers">
            {t('topics.day', { count: day.total })}
          </Text>
        </span>
      )}
    </li>
  );
}

export function SubscriptionList() {
  const { t } = useTranslation('home');
  const { data } = useInfiniteQuery(subscriptionsQuery);
  return (
    <List
      title={t('subscriptions.title')}
      empty={t('subscriptions.empty')}
      all={<TextLink to="/subscriptions">{t('subscriptions.all')}</TextLink>}
      rows={data?.slice(0, MOST).map(({ id, topicId, topicTitle, ownerName, status, health }) => (
        <li key={id}>
          <span className={`${classes.grow} cut`}>
            <TextLink to={`/subscriptions/${id}/deliveries`} title={topicTitle ?? topicId}>
              {topicTitle ?? shortId(topicId)}
            </TextLink>
            <Text size="xs" c="dimmed" className="cut">
              {ownerName}
            </Text>
          </span>
          <Success subscriptionId={id} />
          <span className={classes.health}>
            <StatusBadge state={status === 'active' ? health.state : status} />
          </span>
        </li>
      ))}
    />
  );
}

/** The share of the last day's attempts that arrived. */
function Success({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t, i18n } = useTranslation('home');
  const { data } = useQuery(subscriptionStatsQuery(subscriptionId, 'hour'));
  const success = data && dayOf(data.data).success;
  if (success === undefined) return null;
  // 99.96 % is not all of it.
  const floored = Math.floor(success * 1000) / 1000;
  return (
    <Text span size="sm" className="numbers" title={t('subscriptions.success')}>
      {formatNumber(i18n.language, floored, { style: 'percent', maximumFractionDigits: 1 })}
    </Text>
  );
}

interface ListProps {
  readonly title: string;
  readonly empty: string;
  readonly all: ReactNode;
  readonly rows?: readonly ReactNode[];
}

function List({ title, empty, all, rows }: ListProps) {
  return (
    <Section title={title} aside={all}>
      {!rows && <SkeletonRows rows={3} height={44} />}
      {rows?.length === 0 && <Text c="dimmed">{empty}</Text>}
      {rows && rows.length > 0 && <ul className={classes.list}>{rows}</ul>}
    </Section>
  );
}
