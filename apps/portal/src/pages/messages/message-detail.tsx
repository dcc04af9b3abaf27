import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense } from 'react';
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
import { useTitles } from '../topics/use-titles';
import { PartnerName } from './partner-name';

// The payload is there first: who received it is another question. It is loaded at once, lest React keeps it back.
const WhoReceived = lazy(() => import('./who-received'), 'WhoReceived');
void WhoReceived.preload?.();

interface MessageDetailProps {
  readonly messageId: string;
  /** For the owner: as this partner sees it. */
  readonly as?: string;
}

/** One message, in a drawer or on its page. */
export function MessageDetail({ messageId, as }: MessageDetailProps) {
  const { t } = useTranslation('messages');
  const { data: message, error, refetch } = useQuery(messageQuery(messageId, { as }));
  const { data: topic } = useQuery({ ...topicQuery(message?.topicId ?? ''), enabled: message !== undefined });
  const titles = useTitles(message?.topicId);
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
      {as && (
        <Text size="sm" c="dimmed">
          {t('as')} <PartnerName partnerId={as} />
        </Text>
      )}
      <Payload text={message.data} titles={titles.get(message.type)} />
      <Suspense fallback={<SkeletonRows rows={2} />}>
        <WhoReceived messageId={messageId} topicId={message.topicId} acceptedAt={message.createdAt} />
      </Suspense>
    </Stack>
  );
}
