import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteSubscription, subscriptionQuery } from '../../api/subscriptions';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { Facts } from '../../ui/facts';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { toast } from '../../ui/toast';
import { TopicTitle } from '../../ui/topic-title';
import { RotateSecret } from './rotate-secret';
import { SettingsForm } from './settings-form';

export function SettingsTab() {
  const { t } = useTranslation('subscriptions');
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const { data: subscription } = useSuspenseQuery(subscriptionQuery(subscriptionId));
  return (
    <>
      <SettingsForm key={subscription.updatedAt} subscription={subscription} />
      <RotateSecret subscriptionId={subscriptionId} />
      <Section title={t('details')}>
        <Facts
          of={{
            [t('field.topic')]: (
              <TextLink to={`/topics/${subscription.topicId}`}>
                <TopicTitle topicId={subscription.topicId} />
              </TextLink>
            ),
            [t('field.signature')]: t(`field.signatureOf.${subscription.signatureType}`),
            [t('field.publicKey')]: subscription.publicKey ? (
              <code className="mono">{subscription.publicKey}</code>
            ) : undefined,
            [t('field.created')]: <Time at={subscription.createdAt} />,
          }}
        />
      </Section>
      <DeleteSubscription subscriptionId={subscriptionId} />
    </>
  );
}

function DeleteSubscription({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title={t('delete.danger')}>
      <ActionButton
        scope="subscriptions:write"
        variant="default"
        c="var(--anika-bad)"
        onClick={() => setAsking(true)}
      >
        {t('delete.button')}
      </ActionButton>
      <ConfirmDestructive
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('delete.title')}
        text={t('delete.text')}
        action={t('delete.button')}
        onConfirm={() => deleteSubscription(subscriptionId)}
        onDone={() => {
          toast(t('delete.done'));
          void queryClient.invalidateQueries({ queryKey: ['subscriptions', 'list'] });
          void navigate({ to: '/subscriptions' });
        }}
      />
    </Section>
  );
}
