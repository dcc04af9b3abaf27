import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messageQuery } from '../../api/messages';
import { topicQuery } from '../../api/topics';
import { ErrorState } from '../../ui/error-state';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { Payload } from '../../ui/payload/payload';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { WhoReceived } from './who-received';

/** One message, in a drawer or on its page. */
export function MessageDetail({ messageId }: { readonly messageId: string }) {
  const { t } = useTranslation('messages');
  const { data: message, error, refetch } = useQuery(messageQuery(messageId));
  const { data: topic } = useQuery({ ...topicQuery(message?.topicId ?? ''), enabled: message !== undefined });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!message) return <SkeletonRows rows={6} />;
  return (
    <Stack gap="lg">
      <Facts
        of={{
          [t('field.type')]: message.type,
          [t('field.topic')]: (
            <TextLink to={`/topics/${message.topicId}`}>{topic?.title ?? message.topicId}</TextLink>
          ),
          [t('field.accepted')]: <Time at={message.createdAt} detail="milliseconds" />,
          [t('field.occurred')]: message.occurredAt && <Time at={message.occurredAt} detail="milliseconds" />,
          [t('field.id')]: <Id id={message.id} />,
        }}
      />
      <Payload text={message.data} />
      <WhoReceived messageId={messageId} topicId={message.topicId} acceptedAt={message.createdAt} />
    </Stack>
  );
}
