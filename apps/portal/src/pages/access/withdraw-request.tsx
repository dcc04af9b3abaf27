import { Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type AccessRequest, withdrawRequest } from '../../api/access-requests';
import { useMe } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { problemToast, toast } from '../../ui/toast';

interface WithdrawRequestProps {
  readonly request: AccessRequest;
  readonly onDone?: () => void;
}

/** Takes our own request back while it is not decided. */
export function WithdrawRequest({ request, onDone }: WithdrawRequestProps) {
  const { t } = useTranslation('access');
  const { partner } = useMe();
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => withdrawRequest(request.id),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['access-requests'] });
      toast(t('withdrawn'));
      onDone?.();
    },
    onError: problemToast,
  });
  if (request.partnerId !== partner.id || request.state !== 'pending') return null;
  return (
    <Group justify="flex-end">
      <ActionButton scope="topics:write" variant="default" loading={isPending} onClick={() => mutate()}>
        {t('withdraw')}
      </ActionButton>
    </Group>
  );
}
