import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  pauseSubscription,
  resumeSubscription,
  type Subscription,
  subscriptionQuery,
  testSubscription,
} from '../../api/subscriptions';
import { formatDuration } from '../../i18n/format';
import { ActionButton } from '../../ui/action-button';
import { failureToast, problemToast, toast, undoToast } from '../../ui/toast';
import { ReplayButton } from '../replays/replay-button';
import { attemptErrorOf } from '../deliveries/attempt-error';

/** Pause and resume, which can be undone, and the test event. */
export function SubscriptionActions({
  subscription: { id, status },
}: {
  readonly subscription: Subscription;
}) {
  const { t } = useTranslation('subscriptions');
  const { mutate: change, isPending } = useStatusChange(id);
  const isActive = status === 'active';
  return (
    <>
      <ReplayButton subscriptionId={id} only="failed" variant="default" />
      <ActionButton
        scope="subscriptions:write"
        variant="default"
        loading={isPending}
        onClick={() => change(!isActive)}
      >
        {t(isActive ? 'pause' : 'resume')}
      </ActionButton>
      <TestButton subscriptionId={id} />
    </>
  );
}

function useStatusChange(id: string) {
  const { t } = useTranslation('subscriptions');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (active: boolean) => (active ? resumeSubscription(id) : pauseSubscription(id)),
    onSuccess: (changed) => {
      queryClient.setQueryData(subscriptionQuery(id).queryKey, (known) => known && { ...known, ...changed });
      void queryClient.invalidateQueries({ queryKey: ['subscriptions', 'list'] });
      void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
    },
    onError: problemToast,
  });
  return {
    isPending,
    mutate: (active: boolean) =>
      mutate(active, {
        onSuccess: () => undoToast(t(active ? 'resumedToast' : 'pausedToast'), () => mutate(!active)),
      }),
  };
}

function TestButton({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t, i18n } = useTranslation('subscriptions');
  const { t: deliveries } = useTranslation('deliveries');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => testSubscription(subscriptionId),
    // How the endpoint answered is news of its health.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: subscriptionQuery(subscriptionId).queryKey });
    },
    onSuccess: ({ error, statusCode, durationMs }) => {
      const kind = attemptErrorOf(error);
      if (kind)
        failureToast(
          t('test.failed'),
          `${deliveries(`error.${kind}.title`)}. ${deliveries(`error.${kind}.help`)}`,
        );
      else toast(t('test.ok', { status: statusCode, duration: formatDuration(i18n.language, durationMs) }));
    },
    onError: problemToast,
  });
  return (
    <ActionButton scope="subscriptions:write" loading={isPending} onClick={() => mutate()}>
      {t('test.button')}
    </ActionButton>
  );
}
