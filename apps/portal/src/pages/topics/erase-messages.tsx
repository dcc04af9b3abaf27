import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countErasure, eraseMessages } from '../../api/erasures';
import type { Topic } from '../../api/topics';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { FilterBuilder } from '../../ui/filter-builder/filter-builder';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useTopicFields } from './use-topic-fields';

const NONE = '{}';

/** Which messages, how many they are, then the topic's name typed. */
export function EraseMessages({ topic, onClose }: { readonly topic: Topic; readonly onClose: () => void }) {
  const { t } = useTranslation('topics');
  const { t: filters } = useTranslation('filters');
  const { t: common } = useTranslation();
  const queryClient = useQueryClient();
  const fields = useTopicFields(topic.id);
  const [filter = NONE, setFilter] = useState<string>();
  const [isSure, setSure] = useState(false);
  const counting = useMutation({ mutationFn: () => countErasure(topic.id, { filter }) });
  const counted = counting.data;
  const text =
    counted?.complete === false
      ? t('erasure.textLeast', { count: counted.count })
      : t('erasure.text', { count: counted?.count ?? 0 });
  if (isSure)
    return (
      <ConfirmDestructive
        opened
        onClose={onClose}
        title={t('erasure.confirmTitle')}
        text={`${text} ${t('erasure.forGood')}`}
        action={t('erasure.button')}
        name={topic.name}
        onConfirm={() => eraseMessages(topic.id, { filter })}
        onDone={() => {
          toast(t('erasure.started'));
          void queryClient.invalidateQueries({ queryKey: ['erasures', topic.id] });
          void queryClient.invalidateQueries({ queryKey: ['messages', topic.id] });
          onClose();
        }}
      />
    );
  return (
    <Modal opened onClose={onClose} title={t('erasure.button')} size="lg">
      <Stack>
        <Text c="dimmed">{t('erasure.about')}</Text>
        <FilterBuilder
          fields={[
            { path: 'type', title: filters('type') },
            ...fields.map(({ path, title }) => ({ path: `data.${path}`, title })),
          ]}
          value={NONE}
          isRefused={counting.isError}
          onChange={(changed) => {
            setFilter(changed);
            counting.reset();
          }}
        />
        <ProblemAlert error={counting.error} />
        <div role="status">{counted && <Text fw={600}>{text}</Text>}</div>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('action.cancel')}
          </Button>
          {counted && counted.count > 0 ? (
            <Button color="red.9" onClick={() => setSure(true)}>
              {t('erasure.next')}
            </Button>
          ) : (
            <Button disabled={filter === NONE} loading={counting.isPending} onClick={() => counting.mutate()}>
              {t('erasure.count')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
