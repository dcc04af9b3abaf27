import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countDeadLetters, redriveDeadLetters } from '../../api/operator';
import { ActionButton } from '../../ui/action-button';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useRange } from '../../ui/range-filter';
import { useUrlState } from '../../ui/use-url-state';

/** Sends dead letters again, as many as the dry run counts; by subscription and time, which is what the API can choose by. */
export function Redrive() {
  const { t } = useTranslation('operator');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton scope="platform:write" onClick={() => setOpen(true)}>
        {t('redrive.button')}
      </ActionButton>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('redrive.title')}>
        <Confirm onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function Confirm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('operator');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const [{ subscriptionId, partnerId, topicId }] = useUrlState();
  const range = useRange();
  const chosen = { ...(subscriptionId && { subscriptionId }), ...range };
  const { data: counted, error: uncounted } = useQuery({
    queryKey: ['dead-letters', 'count', chosen],
    queryFn: () => countDeadLetters(chosen),
    gcTime: 0,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => redriveDeadLetters(chosen),
    onSuccess: ({ count }) => {
      toast(t('redrive.started', { count }));
      void queryClient.invalidateQueries({ queryKey: ['dead-letters'] });
      onClose();
    },
  });
  return (
    <Stack>
      <Text>{t(subscriptionId ? 'redrive.ofSubscription' : 'redrive.ofAll')}</Text>
      <Text c="dimmed">{t('redrive.held')}</Text>
      {(partnerId ?? topicId) && <Text c="dimmed">{t('redrive.notBy')}</Text>}
      {counted && counted.skipped > 0 && (
        <Text c="dimmed">{t('redrive.skipped', { count: counted.skipped })}</Text>
      )}
      <ProblemAlert error={error ?? uncounted} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common('action.cancel')}
        </Button>
        <Button
          loading={isPending || (!counted && !uncounted)}
          disabled={!counted || counted.count === 0}
          onClick={() => mutate()}
        >
          {t(counted?.complete === false ? 'redrive.atLeast' : 'redrive.action', {
            count: counted?.count ?? 0,
          })}
        </Button>
      </Group>
    </Stack>
  );
}
