import { Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createInbox, deleteInbox } from '../../api/inboxes';
import { overviewQuery } from '../../api/overview';
import { createSubscription } from '../../api/subscriptions';
import { FormButtons } from '../../ui/form-buttons';
import { NumberInput } from '../../ui/number-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { SecretDialog } from '../../ui/secret-dialog';
import { toast } from '../../ui/toast';
import { TopicSelect } from '../../ui/topic-select';
import { useApiForm } from '../../ui/use-api-form';
import { VerifySnippets } from './verify-snippets';

interface CreateSubscriptionProps {
  /** The topic that is chosen at first, or any other text; undefined while the dialog is closed. */
  readonly topicId?: string;
  /** Where webhooks go, at first. */
  readonly target?: Target;
  readonly onClose: () => void;
}

const TARGETS = ['url', 'inbox'] as const;
type Target = (typeof TARGETS)[number];

/** A new subscription; then its secret, once; then its page. */
export function CreateSubscription({ topicId, target = 'url', onClose }: CreateSubscriptionProps) {
  const { t } = useTranslation('subscriptions');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<{ readonly id: string; readonly secret: string | null }>();
  const open = (subscriptionId: string) =>
    void navigate({ to: '/subscriptions/$subscriptionId/deliveries', params: { subscriptionId } });
  return (
    <>
      <Modal opened={topicId !== undefined && !created} onClose={onClose} title={t('create.title')}>
        <Form
          topicId={topicId?.startsWith('top_') ? topicId : ''}
          target={target}
          onClose={onClose}
          onDone={(subscription) => {
            void queryClient.invalidateQueries({ queryKey: ['subscriptions'] });
            void queryClient.invalidateQueries({ queryKey: overviewQuery.queryKey });
            void queryClient.invalidateQueries({ queryKey: ['inboxes', 'list'] });
            toast(t('create.done'));
            if (subscription.secret === null) {
              open(subscription.id);
            } else {
              setCreated(subscription);
              // Whoever loads the page anew must not be asked for another subscription.
              onClose();
            }
          }}
        />
      </Modal>
      <SecretDialog
        title={t('secret.title')}
        help={t('secret.help')}
        secret={created?.secret ?? undefined}
        onClose={() => open(created!.id)}
      >
        <VerifySnippets />
      </SecretDialog>
    </>
  );
}

/** To an inbox of its own, which knows the secret and so can verify what arrives. */
async function subscribeInbox(topicId: string) {
  const inbox = await createInbox();
  try {
    const { id } = await createSubscription({ topicId, url: inbox.url, secret: inbox.secret });
    return { id, secret: null };
  } catch (error) {
    await deleteInbox(inbox.id);
    throw error;
  }
}

interface FormProps {
  readonly topicId: string;
  readonly target: Target;
  readonly onClose: () => void;
  readonly onDone: (created: { readonly id: string; readonly secret: string | null }) => void;
}

function Form({ topicId, target, onClose, onDone }: FormProps) {
  const { t } = useTranslation('subscriptions');
  const { field, error, isPending, form } = useApiForm({
    initialValues: { topicId, target: target as string, url: '', rateLimit: '' as number | string },
    send: ({ target: to, rateLimit, ...rest }) =>
      to === 'inbox'
        ? subscribeInbox(rest.topicId)
        : createSubscription({ ...rest, ...(rateLimit !== '' && { rateLimit: Number(rateLimit) }) }),
    onDone,
  });
  const { value: chosen, onChange: choose } = field('target');
  return (
    <form {...form}>
      <Stack>
        <TopicSelect
          label={t('create.topic')}
          description={t('create.topicHelp')}
          nothingFound={t('create.noTopic')}
          {...field('topicId')}
        />
        <SegmentedControl
          aria-label={t('create.target')}
          value={chosen}
          onChange={choose}
          data={TARGETS.map((value) => ({ value, label: t(`create.to.${value}`) }))}
        />
        {chosen === 'inbox' && <Text c="dimmed">{t('create.inboxHelp')}</Text>}
        {chosen === 'url' && (
          <>
            <TextInput
              label={t('create.url')}
              description={t('create.urlHelp')}
              placeholder="https://api.example.com/anika"
              type="url"
              required
              spellCheck={false}
              {...field('url')}
            />
            <NumberInput label={t('create.rate')} {...field('rateLimit')} />
          </>
        )}
        <ProblemAlert error={error} />
        <FormButtons action={t('create.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
