import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Message, messagesQuery } from '../../api/messages';
import { EVENT_TYPES, eventText } from '../../lib/event-types';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';

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
      key: 'type',
      header: t('events.name'),
      width: 240,
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
