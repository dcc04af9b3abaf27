import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/messages';
import type { Column } from '../../ui/data-table';
import { Id } from '../../ui/id';
import { RowLink } from '../../ui/row-link';
import { Time } from '../../ui/time';
import { MessageSummary } from './message-summary';
import { useTitles } from './use-titles';

/** The columns of a topic's messages, in the words of its contracts. */
export function useMessageColumns(topicId: string): readonly Column<Message>[] {
  const { t } = useTranslation('messages');
  const titles = useTitles(topicId);
  return [
    {
      key: 'type',
      header: t('column.type'),
      width: '18%',
      card: 'title',
      cell: ({ id, type }) => (
        <RowLink id={id} to={`/messages/${id}`} title={type}>
          {type}
        </RowLink>
      ),
    },
    {
      key: 'data',
      header: t('column.data'),
      cell: ({ type, data }) => <MessageSummary data={data} titles={titles.get(type)} />,
    },
    { key: 'id', header: t('column.id'), width: 190, card: 'hidden', cell: ({ id }) => <Id id={id} /> },
    {
      key: 'accepted',
      header: t('column.accepted'),
      width: 180,
      card: 'end',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
}
