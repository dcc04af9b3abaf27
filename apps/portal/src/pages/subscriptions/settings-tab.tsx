import { Button, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteSubscription, subscriptionQuery, updateSubscription } from '../../api/subscriptions';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { Facts } from '../../ui/facts';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { toast } from '../../ui/toast';
import { TopicTitle } from '../../ui/topic-title';
import { useApiForm } from '../../ui/use-api-form';

export function SettingsTab() {
  const { t } = useTranslation('subscriptions');
  const { t: common } = useTranslation();
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const { data: subscription } = useSuspenseQuery(subscriptionQuery(subscriptionId));
  const queryClient = useQueryClient();
  const canChange = useCan('subscriptions:write');
  const { field, error, isPending, isDirty, onSubmit } = useApiForm({
    initialValues: { url: subscription.url, rateLimit: (subscription.rateLimit ?? '') as number | string },
    send: ({ url, rateLimit }) =>
      updateSubscription(subscriptionId, { url, rateLimit: rateLimit === '' ? null : Number(rateLimit) }),
    onDone: (changed) => {
      queryClient.setQueryData(
        subscriptionQuery(subscriptionId).queryKey,
        (known) => known && { ...known, ...changed },
      );
      void queryClient.invalidateQueries({ queryKey: ['subscriptions', 'list'] });
      toast(t('saved'));
    },
  });
  return (
    <>
      <form onSubmit={onSubmit}>
        <fieldset disabled={!canChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack maw={640} mb="xl">
            <TextInput
              label={t('create.url')}
              description={t('create.urlHelp')}
              type="url"
              required
              spellCheck={false}
              {...field('url')}
            />
            <NumberInput
              label={`${t('create.rate')} (${common('form.optional')})`}
              allowDecimal={false}
              hideControls
              {...field('rateLimit')}
            />
            <ProblemAlert error={error} />
            <div>
              <Button type="submit" variant="default" loading={isPending} disabled={!isDirty}>
                {common('action.save')}
              </Button>
            </div>
          </Stack>
        </fieldset>
      </form>
      <div style={{ marginBottom: 32 }}>
        <Facts
          of={{
            [t('field.topic')]: (
              <TextLink to={`/topics/${subscription.topicId}`}>
                <TopicTitle topicId={subscription.topicId} />
              </TextLink>
            ),
            [t('field.filter')]: subscription.filter ? (
              <code className="mono">{JSON.stringify(subscription.filter)}</code>
            ) : (
              t('field.filterNone')
            ),
            [t('field.schedule')]: subscription.retrySchedule?.join(', ') ?? t('field.scheduleDefault'),
            [t('field.headers')]: subscription.headerNames.join(', ') || t('field.headersNone'),
            [t('field.signature')]: subscription.signatureType,
            [t('field.created')]: <Time at={subscription.createdAt} />,
          }}
        />
      </div>
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
