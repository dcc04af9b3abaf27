import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Grant, putGrant, topicQuery } from '../../api/topics';
import { toPaths } from '../../lib/paths';
import { FormButtons } from '../../ui/form-buttons';
import { PartnerSelect } from '../../ui/partner-select';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface GrantDialogProps {
  readonly topicId: string;
  /** The one to change, or a new one; undefined while the dialog is closed. */
  readonly grant?: Grant | 'new';
  readonly onClose: () => void;
}

/** Gives a partner access to a topic, or changes what it has. */
export function GrantDialog({ topicId, grant, onClose }: GrantDialogProps) {
  const { t } = useTranslation('topics');
  const { data: topic } = useQuery(topicQuery(topicId));
  const existing = typeof grant === 'object' ? grant : undefined;
  const title = existing
    ? t('access.editTitle', { partner: existing.partnerName })
    : t('access.giveTitle', { title: topic?.title });
  return (
    <Modal opened={grant !== undefined} onClose={onClose} title={title}>
      <Form topicId={topicId} grant={existing} onClose={onClose} />
    </Modal>
  );
}

function Form({
  topicId,
  grant,
  onClose,
}: {
  readonly topicId: string;
  readonly grant?: Grant;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('topics');
  const queryClient = useQueryClient();
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: {
      partnerId: grant?.partnerId ?? '',
      fields: grant?.fields?.join(', ') ?? '',
      expiresAt: grant?.expiresAt?.slice(0, 10) ?? '',
    },
    send: ({ partnerId, fields, expiresAt }) =>
      putGrant(topicId, partnerId, {
        fields: toPaths(fields),
        expiresAt: expiresAt ? new Date(`${expiresAt}T23:59:59`).toISOString() : null,
      }),
    onDone: ({ partnerName }) => {
      void queryClient.invalidateQueries({ queryKey: ['grants', topicId] });
      toast(t(grant ? 'access.changed' : 'access.given', { partner: partnerName }));
      onClose();
    },
  });
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        {grant ? (
          <Text>{t('access.about')}</Text>
        ) : (
          <PartnerSelect
            label={t('access.partner')}
            description={t('access.partnerHelp')}
            nothingFound={t('access.noPartner')}
            {...form.getInputProps('partnerId')}
          />
        )}
        <TextInput
          label={t('access.fields')}
          description={t('access.fieldsHelp')}
          placeholder="client.city, car"
          autoCapitalize="none"
          spellCheck={false}
          {...form.getInputProps('fields')}
        />
        <TextInput
          type="date"
          label={t('access.expires')}
          description={t('access.expiresHelp')}
          {...form.getInputProps('expiresAt')}
        />
        <ProblemAlert error={error} />
        <FormButtons
          action={t(grant ? 'access.edit' : 'access.give')}
          isPending={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
