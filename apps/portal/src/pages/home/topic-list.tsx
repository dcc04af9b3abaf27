import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Topic, topicsQuery, topicStatsQuery } from '../../api/topics';
import { dayOf } from '../../lib/day';
import { Sparkline } from '../../ui/sparkline';
import { TextLink } from '../../ui/text-link';
import classes from './home.module.css';
import { HomeList, MOST } from './home-list';

/** What the company shares, with the messages of the last day. */
export function TopicList() {
  const { t } = useTranslation('home');
  const { data } = useInfiniteQuery(topicsQuery('owned'));
  const topics = data?.filter(({ kind }) => kind === 'regular');
  return (
    <HomeList
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
