import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { inboxesQuery } from '../../api/inboxes';
import { formatTime } from '../../i18n/format';
import { usePreferences } from '../../app/preferences';
import { useCan } from '../../session/session';
import { EmptyState, NoRight } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { useUrlState } from '../../ui/use-url-state';
import { CreateInbox } from './create-inbox';
import { InboxControls } from './inbox-controls';
import { InboxRequests } from './inbox-requests';

/** Test inboxes: what would arrive at an endpoint, byte for byte. */
export function InboxPage() {
  const { t, i18n } = useTranslation('inbox');
  const { zone } = usePreferences();
  const canRead = useCan('subscriptions:read');
  const [{ inbox: chosen }, setUrl] = useUrlState();
  const { data, error, refetch } = useQuery({ ...inboxesQuery, enabled: canRead });
  if (!canRead) return <NoRight />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const inboxes = data.data;
  const inbox = inboxes.find(({ id }) => id === chosen) ?? inboxes[0];
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={<CreateInbox />} />
      {!inbox && <EmptyState title={t('none')} text={t('noneHelp')} />}
      {inboxes.length > 1 && (
        <Select
          label={t('which')}
          w={320}
          maw="100%"
          mb="md"
          allowDeselect={false}
          value={inbox!.id}
          onChange={(id) => setUrl({ inbox: id ?? undefined, open: undefined })}
          data={inboxes.map(({ id, createdAt }) => ({
            value: id,
            label: t('of', { time: formatTime(i18n.language, createdAt, zone) }),
          }))}
        />
      )}
      {inbox && <InboxControls key={inbox.id} inbox={inbox} />}
      {inbox && <InboxRequests key={`${inbox.id}.requests`} inboxId={inbox.id} />}
    </>
  );
}
