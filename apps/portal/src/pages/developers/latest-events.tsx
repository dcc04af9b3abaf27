import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Message, messagesQuery } from '../../api/messages';
import { topicQuery } from '../../api/topics';
import { EVENT_TYPES, eventText } from '../../lib/event-types';
import { useMe } from '../../session/session';
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
      cell: ({ id, type, data }) => {
        const known = EVENT_TYPES.find((name) => name === type);
        if (known === 'messages.erased') return <Erased id={id} data={data} />;
        return <EventLink id={id} text={known ? t(`events.type.${eventText(known)}`) : type} />;
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

const concernedOf = (data: string) => (JSON.parse(data) ?? {}) as Concerned;

function EventLink({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <TextLink to={`/messages/${id}`} title={text}>
      {text}
    </TextLink>
  );
}

/** Who erased the messages of their own topic knows it; every other reader has copies to erase. */
function Erased({ id, data }: Pick<Message, 'id' | 'data'>) {
  const { t } = useTranslation('developers');
  const { partner } = useMe();
  const { data: topic, isPending } = useQuery({
    ...topicQuery(concernedOf(data).topicId ?? ''),
    staleTime: 300_000,
  });
  const isForeign = !isPending && topic?.ownerId !== partner.id;
  return <EventLink id={id} text={t(isForeign ? 'events.type.messages_erased' : 'events.erased')} />;
}

/** Which topic an event is about: the title it tells itself, where the topic may no longer be read. */
function ConcernedTopic({ data }: Pick<Message, 'data'>) {
  const { topicId, topicTitle } = concernedOf(data);
  if (topicTitle !== undefined) return <span title={topicTitle}>{topicTitle}</span>;
  return topicId === undefined ? null : <TopicTitle topicId={topicId} />;
}
