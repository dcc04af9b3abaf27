import { Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AccessRequest, approveRequest } from '../../api/access-requests';
import { dayOf, endOf } from '../../lib/days';
import { toPaths } from '../../lib/paths';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { ExpiryInput } from '../../ui/expiry-input';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';
import classes from './approve-form.module.css';
import { RejectForm } from './reject-form';
import { SideBySide } from './side-by-side';
import { TopicFieldsPicker } from './topic-fields-picker';

interface ApproveFormProps {
  readonly request: AccessRequest;
  readonly onDone: () => void;
}

/** The decision: fields and end beside the last real message, whole and as the partner will see it. */
export function ApproveForm({ request, onDone }: ApproveFormProps) {
  const { t } = useTranslation('access');
  const canDecide = useCan('topics:write');
  const queryClient = useQueryClient();
  const [isRejecting, setRejecting] = useState(false);
  const { values, field, error, isPending, form } = useApiForm({
    initialValues: {
      fields: request.fields?.join(', ') ?? '',
      expiresAt: request.expiresAt ? dayOf(request.expiresAt) : '',
    },
    send: ({ fields, expiresAt }) =>
      approveRequest(request.id, { fields: toPaths(fields), expiresAt: endOf(expiresAt) }),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['grants'] });
      void queryClient.invalidateQueries({ queryKey: ['access-requests'] });
      toast(t('given', { partner: request.partnerName }));
      onDone();
    },
  });
  if (isRejecting)
    return <RejectForm request={request} onDone={onDone} onCancel={() => setRejecting(false)} />;
  return (
    <form {...form}>
      <Stack>
        <fieldset className={classes.terms} disabled={!canDecide}>
          <TopicFieldsPicker
            topicId={request.topicId}
            label={t('fields')}
            description={t('fieldsHelp')}
            {...field('fields')}
          />
          <ExpiryInput label={t('until')} {...field('expiresAt')} />
        </fieldset>
        <SideBySide topicId={request.topicId} partnerName={request.partnerName} fields={values.fields} />
        <ProblemAlert error={error} />
        <Group justify="flex-end">
          <ActionButton scope="topics:write" variant="default" onClick={() => setRejecting(true)}>
            {t('reject')}
          </ActionButton>
          <ActionButton scope="topics:write" loading={isPending} onClick={form.onSubmit}>
            {t('approve')}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  );
}
