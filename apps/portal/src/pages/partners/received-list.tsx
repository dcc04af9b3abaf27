import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { allGrantsQuery, type DescribedGrant } from '../../api/grants';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { TextLink } from '../../ui/text-link';
import { Expiry } from '../../ui/expiry';
import { GrantFields } from '../access/grant-fields';

/** What the partner lets us read. */
export function ReceivedList({ partnerId }: { readonly partnerId: string }) {
  const { t } = useTranslation('partners');
  const { t: access } = useTranslation('access');
  const query = useInfiniteQuery(allGrantsQuery({ direction: 'received', partnerId }));
  const columns: readonly Column<DescribedGrant>[] = [
    {
      key: 'topic',
      header: access('topic'),
      card: 'title',
      cell: ({ topicId, topicTitle }) => (
        <TextLink to={`/topics/${topicId}`} title={topicTitle}>
          {topicTitle}
        </TextLink>
      ),
    },
    { key: 'fields', header: access('fields'), cell: ({ fields }) => <GrantFields fields={fields} /> },
    {
      key: 'until',
      header: access('until'),
      width: 130,
      labelled: true,
      cell: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
  ];
  return (
    <DataTable
      label={t('received')}
      query={query}
      columns={columns}
      rowId={({ topicId }) => topicId}
      rowTo={({ topicId }) => `/topics/${topicId}`}
      empty={
        <EmptyState
          isPart
          title={t('receivedEmpty')}
          action={
            <LinkButton to="/catalog" variant="default">
              {t('toCatalog')}
            </LinkButton>
          }
        />
      }
    />
  );
}
