import { Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DescribedGrant } from '../../api/grants';
import type { Partner } from '../../api/partners';
import { type Grant, putGrant } from '../../api/topics';
import { dayOf, endOf } from '../../lib/days';
import { toPaths } from '../../lib/paths';
import { ExpiryInput } from '../../ui/expiry-input';
import { FormButtons } from '../../ui/form-buttons';
import { PartnerSelect } from '../../ui/partner-select';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { TopicSelect } from '../../ui/topic-select';
import { useApiForm } from '../../ui/use-api-form';
import { TopicFieldsPicker } from './topic-fields-picker';

interface GrantDialogProps {
  /** The one to change; without it a new one. */
  readonly grant?: Grant | DescribedGrant;
  /** Of a new one, where the page says which. */
  readonly topicId?: string;
  readonly partner?: Pick<Partner, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Gives a partner access to a topic, or changes what it has. */
export function GrantDialog({ grant, topicId, partner, onClose }: GrantDialogProps) {
  const { t } = useTranslation('access');
  const queryClient = useQueryClient();
  const { values, field, error, isPending, form } = useApiForm({
    initialValues: {
      topicId: grant?.topicId ?? topicId ?? '',
      partnerId: grant?.partnerId ?? partner?.id ?? '',
      fields: grant?.fields?.join(', ') ?? '',
      expiresAt: grant?.expiresAt ? dayOf(grant.expiresAt) : '',
    },
    send: (wanted) =>
      putGrant(wanted.topicId, wanted.partnerId, {
        fields: toPaths(wanted.fields),
        expiresAt: endOf(wanted.expiresAt),
      }),
    onDone: ({ partnerName }) => {
      void queryClient.invalidateQueries({ queryKey: ['grants'] });
      void queryClient.invalidateQueries({ queryKey: ['access-requests'] });
      toast(t(grant ? 'changed' : 'given', { partner: partnerName }));
      onClose();
    },
  });
  const newTitle = partner ? t('giveTitleTo', { partner: partner.name }) : t('giveTitle');
  const title = grant ? t('editTitle', { partner: grant.partnerName }) : newTitle;
  return (
    <Modal opened onClose={onClose} title={title}>
      <form {...form}>
        <Stack>
          {grant && 'topicTitle' in grant && <Text>{t('topicIs', { topic: grant.topicTitle })}</Text>}
          <Text c="dimmed">{t('about')}</Text>
          {!grant && topicId === undefined && (
            <TopicSelect label={t('topic')} nothingFound={t('noTopic')} isOwn {...field('topicId')} />
          )}
          {!grant && partner === undefined && (
            <PartnerSelect
              label={t('partner')}
              description={t('partnerHelp')}
              nothingFound={t('noPartner')}
              required
              data-autofocus
              {...field('partnerId')}
            />
          )}
          <TopicFieldsPicker
            topicId={values.topicId}
            label={t('fields')}
            description={t('fieldsHelp')}
            {...field('fields')}
          />
          <ExpiryInput label={t('until')} {...field('expiresAt')} />
          <ProblemAlert error={error} />
          <FormButtons action={t(grant ? 'edit' : 'give')} isPending={isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
