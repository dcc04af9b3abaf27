import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client';
import { subscriptionsQuery } from '../../api/subscriptions';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { TopicTitle } from '../../ui/topic-title';
import classes from './home.module.css';

const MOST = 5;

/** The newest deliveries that nobody will try again by themselves. */
const useDead = () =>
  useQuery({
    queryKey: ['deliveries', 'dead', MOST],
    queryFn: () =>
      answerOf(api.GET('/api/v1/deliveries', { params: { query: { state: 'dead', limit: MOST } } })),
  });

export function Attention() {
  const { t } = useTranslation('home');
  const { data: subscriptions } = useInfiniteQuery(subscriptionsQuery);
  const { data: dead } = useDead();
  if (!subscriptions || !dead) return null;
  const troubled = subscriptions.filter(
    ({ status, health }) => status !== 'active' || health.state !== 'healthy',
  );
  const isQuiet = troubled.length === 0 && dead.data.length === 0;
  return (
    <Section title={t('attention.title')}>
      {isQuiet && <Text c="dimmed">{t('attention.none')}</Text>}
      {!isQuiet && (
        <ul className={classes.list}>
          {troubled.map(({ id, topicId, status, health }) => (
            <li key={id}>
              <TextLink to={`/subscriptions/${id}/deliveries`}>
                <TopicTitle topicId={topicId} />
              </TextLink>
              <StatusBadge state={status === 'active' ? health.state : status} />
            </li>
          ))}
          {dead.data.map(({ id, topicId }) => (
            <li key={id}>
              <TextLink to={`/deliveries/${id}`}>
                <TopicTitle topicId={topicId} />
              </TextLink>
              <StatusBadge state="dead" />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
