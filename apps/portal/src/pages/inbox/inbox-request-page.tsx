import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../session/session';
import { NoRight } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { PageHeader } from '../../ui/page-header';
import { InboxRequestDetail } from './inbox-request-detail';

/** A request that came to a test inbox, as long as the inbox keeps it. */
export function InboxRequestPage() {
  const { t } = useTranslation('inbox');
  const { inboxId, requestId } = useParams({ from: '/shell/developers/inbox/$inboxId/$requestId' });
  if (!useCan('subscriptions:read')) return <NoRight />;
  return (
    <div style={{ maxWidth: 900 }}>
      <PageHeader
        title={t('request')}
        actions={
          <LinkButton to="/developers/inbox" search={{ inbox: inboxId }} variant="default">
            {t('open')}
          </LinkButton>
        }
      />
      <InboxRequestDetail inboxId={inboxId} requestId={requestId} />
    </div>
  );
}
