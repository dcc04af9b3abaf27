import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Message, messagesQuery } from '../../api/messages';
import { EVENT_TYPES, eventText } from '../../lib/event-types';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { TopicTitle } from '../../ui/topic-title';

interface Concerned {
  readonly topicId?: string;
  readonly topicTitle?: string;
}

/** The events so far, newest first. */
export function LatestEvents({ topicId }: { readonly topicId: string }) {
  const { t } = useTranslation('developers');
  const query = useInfiniteQuery(messagesQuery(topicId, {}));
  const columns: readonly Column<Message>[] = [
    {
      key: 'what',
      header: t('events.what'),
      card: 'title',
      cell: ({ id, type }) => {
        const known = EVENT_TYPES.find((name) => name === type);
        const text = known ? t(`events.type.${eventText(known)}`) : type;
        return (
          <TextLink to={`/messages/${id}`} title={text}>
            {text}
          </TextLink>
        );
      },
    },
    {
      key: 'topic',
      header: t('events.topic'),
      cell: ({ data }) => <ConcernedTopic data={data} />,
    },
    {
      key: 'type',
      header: t('events.name'),
      width: 210,
      card: 'hidden',
      cell: ({ type }) => <span className="mono">{type}</span>,
    },
    {
      key: 'at',
      header: t('events.at'),
      width: 180,
      card: 'end',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
  return (
    <DataTable
      label={t('events.latest')}
      query={query}
      columns={columns}
      rowId={({ id }) => id}
      rowTo={({ id }) => `/messages/${id}`}
      empty={<EmptyState title={t('events.empty')} text={t('events.emptyHelp')} />}
    />
  );
}

/** Which topic an event is about: the title it tells itself, where the topic may no longer be read. */
function ConcernedTopic({ data }: Pick<Message, 'data'>) {
  const { topicId, topicTitle } = (JSON.parse(data) ?? {}) as Concerned;
  if (topicTitle !== undefined) return <span title={topicTitle}>{topicTitle}</span>;
  return topicId === undefined ? null : <TopicTitle topicId={topicId} />;
}
