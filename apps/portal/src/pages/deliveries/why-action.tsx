import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { redeliver } from '../../api/deliveries';
import { resumeSubscription } from '../../api/subscriptions';
import { ActionButton } from '../../ui/action-button';
import { problemToast, toast } from '../../ui/toast';

interface WhyActionProps {
  readonly code: Schemas['Explanation']['code'];
  readonly reason?: string;
  readonly deliveryId?: string;
  readonly subscriptionId?: string;
}

/** The one button that mends the stop, where there is one and the reader may. */
export function WhyAction({ code, reason, deliveryId, subscriptionId }: WhyActionProps) {
  const { t } = useTranslation('deliveries');
  const { t: subscriptions } = useTranslation('subscriptions');
  const queryClient = useQueryClient();
  const isHeld = code === 'held' && (reason === 'paused' || reason === 'disabled');
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (isHeld) await resumeSubscription(subscriptionId!);
      else await redeliver(deliveryId!);
    },
    onSuccess: () => {
      toast(isHeld ? subscriptions('resumedToast') : t('redelivered'));
      void queryClient.invalidateQueries();
    },
    onError: problemToast,
  });
  const canResume = isHeld && subscriptionId !== undefined;
  const canRepeat = (code === 'dead' || code === 'waiting') && deliveryId !== undefined;
  if (!canResume && !canRepeat) return null;
  return (
    <ActionButton
      scope="subscriptions:write"
      variant="default"
      size="compact-sm"
      loading={isPending}
      onClick={() => mutate()}
    >
      {canResume ? subscriptions('resume') : t('redeliver')}
    </ActionButton>
  );
}
