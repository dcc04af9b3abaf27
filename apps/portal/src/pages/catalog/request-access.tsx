import { Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { requestAccess } from '../../api/access-requests';
import type { Topic } from '../../api/topics';
import { endOf } from '../../lib/days';
import { toPaths } from '../../lib/paths';
import { ExpiryInput } from '../../ui/expiry-input';
import { FieldsPicker } from '../../ui/fields-picker';
import { FormButtons } from '../../ui/form-buttons';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import { useContractFields } from '../topics/use-topic-fields';

/** Asks the owner for access: what for, which fields, until when. */
export function RequestAccess({ topic, onClose }: { readonly topic: Topic; readonly onClose: () => void }) {
  const { t } = useTranslation('catalog');
  const { t: access } = useTranslation('access');
  const queryClient = useQueryClient();
  const fields = useContractFields(topic.id);
  const { field, error, isPending, form } = useApiForm({
    initialValues: { reason: '', fields: '', expiresAt: '' },
    send: (wanted) =>
      requestAccess(topic.id, {
        reason: wanted.reason,
        fields: toPaths(wanted.fields),
        expiresAt: endOf(wanted.expiresAt),
      }),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['access-requests'] });
      toast(t('asked', { partner: topic.ownerName }));
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t('askTitle', { title: topic.title })}>
      <form {...form}>
        <Stack>
          <Text c="dimmed">{t('askAbout', { partner: topic.ownerName })}</Text>
          <Textarea
            label={access('reason')}
            description={t('reasonHelp')}
            required
            autosize
            minRows={3}
            data-autofocus
            {...field('reason')}
          />
          <FieldsPicker
            label={access('fields')}
            description={t('fieldsHelp')}
            placeholder={access('fieldsPlaceholder')}
            fields={fields}
            {...field('fields')}
          />
          <ExpiryInput label={access('until')} {...field('expiresAt')} />
          <ProblemAlert error={error} />
          <FormButtons action={t('ask')} isPending={isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
