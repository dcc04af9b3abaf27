import { useInfiniteQuery } from '@tanstack/react-query';
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { subscriptionsQuery } from '../../api/subscriptions';
import { topicsQuery } from '../../api/topics';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { TopicTitle } from '../../ui/topic-title';
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
      rows={topics?.slice(0, MOST).map(({ id, title, visibility }) => (
        <li key={id}>
          <TextLink to={`/topics/${id}/messages`} title={title}>
            {title}
          </TextLink>
          <StatusBadge state={visibility} />
        </li>
      ))}
    />
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
      rows={data?.slice(0, MOST).map(({ id, topicId, status, health }) => (
        <li key={id}>
          <TextLink to={`/subscriptions/${id}/deliveries`}>
            <TopicTitle topicId={topicId} />
          </TextLink>
          <StatusBadge state={status === 'active' ? health.state : status} />
        </li>
      ))}
    />
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
      {rows?.length === 0 && <Text c="dimmed">{empty}</Text>}
      {rows && rows.length > 0 && <ul className={classes.list}>{rows}</ul>}
    </Section>
  );
}
