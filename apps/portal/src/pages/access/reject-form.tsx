import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AccessRequest, rejectRequest } from '../../api/access-requests';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useApiForm } from '../../ui/use-api-form';

interface RejectFormProps {
  readonly request: AccessRequest;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Refuses access; the partner reads why. */
export function RejectForm({ request, onDone, onCancel }: RejectFormProps) {
  const { t } = useTranslation('access');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const { field, error, isPending, form } = useApiForm({
    initialValues: { reason: '' },
    send: ({ reason }) => rejectRequest(request.id, reason),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: ['access-requests'] });
      toast(t('rejected', { partner: request.partnerName }));
      onDone();
    },
  });
  return (
    <form {...form}>
      <Stack>
        <Textarea
          label={t('rejectReason')}
          description={t('rejectReasonHelp')}
          autosize
          minRows={2}
          data-autofocus
          {...field('reason')}
        />
        <ProblemAlert error={error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {common('action.back')}
          </Button>
          <Button type="submit" color="red.9" loading={isPending}>
            {t('rejectButton')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
