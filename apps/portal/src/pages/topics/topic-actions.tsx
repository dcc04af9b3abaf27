import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyRouteComponent as lazy, useNavigate } from '@tanstack/react-router';
import type { Topic } from '../../api/topics';
import { ActionButton } from '../../ui/action-button';
import { useUrlState } from '../../ui/use-url-state';

const SendMessage = lazy(() => import('./send-message'), 'SendMessage');

/** The owner sends messages, a reader subscribes. */
export function TopicActions({ topic, isOwner }: { readonly topic: Topic; readonly isOwner: boolean }) {
  const { t } = useTranslation('messages');
  const { t: subscriptions } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const [params, setUrl] = useUrlState();
  if (topic.state === 'deleting') return null;
  const subscribe = (
    <ActionButton
      scope="subscriptions:write"
      variant={isOwner && topic.kind === 'regular' ? 'default' : 'filled'}
      onClick={() => void navigate({ to: '/subscriptions', search: { new: topic.id } })}
    >
      {subscriptions('create.button')}
    </ActionButton>
  );
  if (!isOwner || topic.kind !== 'regular') return subscribe;
  return (
    <>
      {subscribe}
      <ActionButton scope="messages:write" onClick={() => setUrl({ send: '1' })}>
        {t('send.button')}
      </ActionButton>
      <Suspense>
        {params.send === '1' && <SendMessage topic={topic} onClose={() => setUrl({ send: undefined })} />}
      </Suspense>
    </>
  );
}
