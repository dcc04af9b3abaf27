import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Subscription, subscriptionsQuery } from '../../api/subscriptions';
import { ActionButton } from '../../ui/action-button';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { TopicTitle } from '../../ui/topic-title';
import { useUrlState } from '../../ui/use-url-state';
import { CreateSubscription } from './create-subscription';
import { useSubscriptionState } from './use-subscription-state';

export function SubscriptionsPage() {
  const { t } = useTranslation('subscriptions');
  const [params, setUrl] = useUrlState();
  const query = useInfiniteQuery(subscriptionsQuery);
  const stateOf = useSubscriptionState();
  const columns: readonly Column<Subscription>[] = [
    {
      key: 'topic',
      header: t('column.topic'),
      width: '26%',
      card: 'title',
      cell: ({ id, topicId }) => (
        <TextLink to={`/subscriptions/${id}`}>
          <TopicTitle topicId={topicId} />
        </TextLink>
      ),
    },
    {
      key: 'url',
      header: t('column.url'),
      cell: ({ url }) => (
        <span className="mono" title={url}>
          {url}
        </span>
      ),
    },
    {
      key: 'status',
      header: t('column.status'),
      width: 190,
      card: 'end',
      cell: (subscription) => <StatusBadge state={stateOf(subscription)} />,
    },
    {
      key: 'created',
      header: t('column.created'),
      width: 120,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <ActionButton scope="subscriptions:write" onClick={() => setUrl({ new: '1' })}>
            {t('create.button')}
          </ActionButton>
        }
      />
      <DataTable
        label={t('title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/subscriptions/${id}`}
        empty={
          <EmptyState
            title={t('empty')}
            text={t('emptyHelp')}
            action={
              <ActionButton
                scope="subscriptions:write"
                variant="default"
                onClick={() => setUrl({ new: '1', to: 'inbox' })}
              >
                {t('create.tryInbox')}
              </ActionButton>
            }
          />
        }
      />
      <CreateSubscription
        topicId={params.new}
        target={params.to === 'inbox' ? 'inbox' : 'url'}
        onClose={() => setUrl({ new: undefined, to: undefined })}
      />
    </>
  );
}
