import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { topicAccessRequestsQuery } from '../../api/access-requests';
import type { Topic } from '../../api/topics';
import { useMe } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { LinkButton } from '../../ui/link-button';

interface CatalogActionsProps {
  readonly topic: Topic;
  readonly onRequest: () => void;
}

/** Ask for access; once it is there: read, subscribe. */
export function CatalogActions({ topic, onRequest }: CatalogActionsProps) {
  const { t } = useTranslation('catalog');
  const { t: subscriptions } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const { partner } = useMe();
  const isOwn = topic.ownerId === partner.id;
  const needsAccess = !isOwn && !topic.grant;
  const { data: requests } = useInfiniteQuery({
    ...topicAccessRequestsQuery(topic.id, 'pending'),
    enabled: needsAccess,
  });
  const open = (
    <LinkButton to="/topics/$topicId/messages" params={{ topicId: topic.id }} variant="default">
      {t(isOwn ? 'openOwn' : 'open')}
    </LinkButton>
  );
  if (isOwn) return open;
  if (!needsAccess)
    return (
      <>
        {open}
        <ActionButton
          scope="subscriptions:write"
          onClick={() => void navigate({ to: '/subscriptions', search: { new: topic.id } })}
        >
          {subscriptions('create.button')}
        </ActionButton>
      </>
    );
  if (!requests || requests.length > 0) return null;
  return (
    <ActionButton scope="topics:write" onClick={onRequest}>
      {t('ask')}
    </ActionButton>
  );
}
