import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { deliveryQuery, redeliver } from '../../api/deliveries';
import { resumeSubscription } from '../../api/subscriptions';
import { mendOf } from '../../lib/mend';
import { ActionButton } from '../../ui/action-button';
import { LinkButton } from '../../ui/link-button';
import { problemToast, toast } from '../../ui/toast';

interface WhyActionProps {
  readonly code: Schemas['Explanation']['code'];
  readonly reason?: string;
  readonly topicId?: string;
  readonly deliveryId?: string;
  readonly subscriptionId?: string;
}

/** The one button that mends the stop, where there is one and the reader may. */
export function WhyAction(props: WhyActionProps) {
  const { t } = useTranslation('deliveries');
  const mend = mendOf(props);
  if (mend === undefined) return null;
  if ('id' in mend) return <MendButton kind={mend.kind} id={mend.id} />;
  return (
    <LinkButton to={mend.to as '/'} search={mend.search} variant="default" size="compact-sm">
      {t(`mend.${mend.kind}`)}
    </LinkButton>
  );
}

function MendButton({ kind, id }: { readonly kind: 'resume' | 'redeliver'; readonly id: string }) {
  const { t } = useTranslation('deliveries');
  const { t: subscriptions } = useTranslation('subscriptions');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (kind === 'resume') await resumeSubscription(id);
      else queryClient.setQueryData(deliveryQuery(id).queryKey, await redeliver(id));
    },
    onSuccess: () => {
      toast(kind === 'resume' ? subscriptions('resumedToast') : t('redelivered'));
      void queryClient.invalidateQueries();
    },
    onError: problemToast,
  });
  return (
    <ActionButton
      scope="subscriptions:write"
      variant="default"
      size="compact-sm"
      loading={isPending}
      onClick={() => mutate()}
    >
      {kind === 'resume' ? subscriptions('resume') : t('redeliver')}
    </ActionButton>
  );
}
