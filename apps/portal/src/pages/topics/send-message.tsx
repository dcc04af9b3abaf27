import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contractsQuery } from '../../api/contracts';
import type { Topic } from '../../api/topics';
import { useCan } from '../../session/session';
import { NoRight } from '../../ui/empty-state';
import { SkeletonRows } from '../../ui/late';
import { SendForm } from './send-form';

interface SendMessageProps {
  readonly topic: Topic;
  readonly onClose: () => void;
}

/** A message by hand: by a form made from the contract, or as JSON. */
export function SendMessage({ topic, onClose }: SendMessageProps) {
  const { t } = useTranslation('messages');
  const canSend = useCan('messages:write');
  const { data: contracts, isError } = useQuery(contractsQuery(topic.id));
  const inForce = contracts?.filter(({ removedAt }) => removedAt === null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('send.title', { title: topic.title })}
      size="lg"
      centered={false}
    >
      {!canSend ? (
        <NoRight />
      ) : inForce || isError ? (
        <SendForm topicId={topic.id} contracts={inForce ?? []} onClose={onClose} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Modal>
  );
}
