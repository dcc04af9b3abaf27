import { Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSubscription } from '../../api/subscriptions';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { SecretDialog } from '../../ui/secret-dialog';
import { toast } from '../../ui/toast';
import { TopicSelect } from '../../ui/topic-select';
import { useApiForm } from '../../ui/use-api-form';

interface CreateSubscriptionProps {
  /** The topic that is chosen at first, or any other text; undefined while the dialog is closed. */
  readonly topicId?: string;
  readonly onClose: () => void;
}

/** A new subscription; then its secret, once; then its page. */
export function CreateSubscription({ topicId, onClose }: CreateSubscriptionProps) {
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
          onClose={onClose}
          onDone={(subscription) => {
            void queryClient.invalidateQueries({ queryKey: ['subscriptions'] });
            toast(t('create.done'));
            if (subscription.secret === null) open(subscription.id);
            else setCreated(subscription);
          }}
        />
      </Modal>
      <SecretDialog
        title={t('secret.title')}
        help={t('secret.help')}
        secret={created?.secret ?? undefined}
        onClose={() => open(created!.id)}
      />
    </>
  );
}

interface FormProps {
  readonly topicId: string;
  readonly onClose: () => void;
  readonly onDone: (created: { readonly id: string; readonly secret: string | null }) => void;
}

function Form({ topicId, onClose, onDone }: FormProps) {
  const { t } = useTranslation('subscriptions');
  const { t: common } = useTranslation();
  const { field, error, isPending, onSubmit } = useApiForm({
    initialValues: { topicId, url: '', rateLimit: '' as number | string },
    send: ({ rateLimit, ...rest }) =>
      createSubscription({ ...rest, ...(rateLimit !== '' && { rateLimit: Number(rateLimit) }) }),
    onDone,
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TopicSelect
          label={t('create.topic')}
          description={t('create.topicHelp')}
          nothingFound={t('create.noTopic')}
          {...field('topicId')}
        />
        <TextInput
          label={t('create.url')}
          description={t('create.urlHelp')}
          placeholder="https://api.example.com/anika"
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
        <FormButtons action={t('create.button')} isPending={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
