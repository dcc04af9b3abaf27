import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { startSweep, sweepQuery } from '../../api/operator';
import { ActionButton } from '../../ui/action-button';
import { problemToast, toast } from '../../ui/toast';

/** Looks for lost work at once instead of at the next round. */
export function SweepButton() {
  const { t } = useTranslation('operator');
  const queryClient = useQueryClient();
  const { data: sweep } = useQuery(sweepQuery);
  const { mutate, isPending } = useMutation({
    mutationFn: startSweep,
    onSuccess: (started) => {
      queryClient.setQueryData(sweepQuery.queryKey, started);
      toast(t('sweep.started'));
    },
    onError: problemToast,
  });
  return (
    <ActionButton
      scope="platform:write"
      loading={isPending || sweep?.state === 'running'}
      onClick={() => mutate()}
    >
      {t('sweep.action')}
    </ActionButton>
  );
}
