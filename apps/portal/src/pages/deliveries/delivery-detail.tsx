import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveryQuery, isUnderWay } from '../../api/deliveries';
import { messageDeliveriesQuery, messageQuery } from '../../api/messages';
import { subscriptionQuery } from '../../api/subscriptions';
import { ErrorState } from '../../ui/error-state';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { Payload } from '../../ui/payload/payload';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Until } from '../../ui/time';
import { TopicTitle } from '../../ui/topic-title';
import { useTitles } from '../topics/use-titles';
import { AttemptCard } from './attempt-card';
import { WhyChain } from './why-chain';

/** One delivery: why it is where it is, each attempt, what was sent. */
export function DeliveryDetail({ deliveryId }: { readonly deliveryId: string }) {
  const { t } = useTranslation('deliveries');
  const { t: messages } = useTranslation('messages');
  const { data: delivery, error, refetch } = useQuery(deliveryQuery(deliveryId));
  const enabled = delivery !== undefined;
  useListsAnew(enabled && isUnderWay(delivery));
  const { data: message, isLoading: isReading } = useQuery({
    ...messageQuery(delivery?.messageId ?? ''),
    enabled,
  });
  const titles = useTitles(message?.topicId);
  const version = `${delivery?.state}.${delivery?.attempts.length}`;
  const { data: explained, isLoading: isExplaining } = useQuery({
    ...messageDeliveriesQuery(delivery?.messageId ?? '', version),
    enabled,
    // A new attempt changes the version: what was known stays until then.
    placeholderData: keepPreviousData,
  });
  const { data: subscription } = useQuery({ ...subscriptionQuery(delivery?.subscriptionId ?? ''), enabled });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!delivery || isReading || isExplaining) return <SkeletonRows rows={6} />;
  const explanation = explained?.data.find(({ id }) => id === deliveryId)?.explanation;
  return (
    <Stack gap="lg">
      <Facts
        of={{
          [t('column.state')]: <StatusBadge state={delivery.state} />,
          [messages('field.type')]: message?.type,
          [t('column.topic')]: (
            <TextLink to={`/topics/${delivery.topicId}`}>
              <TopicTitle topicId={delivery.topicId} />
            </TextLink>
          ),
          [t('field.message')]: <Id id={delivery.messageId} to={`/messages/${delivery.messageId}`} />,
          [t('field.subscription')]: (
            <TextLink to={`/subscriptions/${delivery.subscriptionId}`}>
              {subscription?.url ?? delivery.subscriptionId}
            </TextLink>
          ),
          [t('field.next')]: delivery.nextAttemptAt && <Until at={delivery.nextAttemptAt} />,
          [t('field.id')]: <Id id={delivery.id} />,
        }}
      />
      {explanation && message && (
        <WhyChain
          acceptedAt={message.createdAt}
          explanation={explanation}
          reason={delivery.reason}
          attempts={delivery.attempts}
          deliveryId={delivery.id}
          subscriptionId={delivery.subscriptionId}
        />
      )}
      {delivery.attempts.length > 0 && (
        <Section title={t('column.attempts')} flush>
          <Stack gap="sm">
            {delivery.attempts.toReversed().map((attempt) => (
              <AttemptCard key={attempt.number} attempt={attempt} />
            ))}
          </Stack>
        </Section>
      )}
      {message && <Payload text={message.data} titles={titles.get(message.type)} />}
    </Stack>
  );
}

/** What an attempt came to is also told by the lists behind. */
function useListsAnew(isMoving: boolean): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!isMoving) return undefined;
    return () => void queryClient.invalidateQueries({ queryKey: ['deliveries', 'list'] });
  }, [isMoving, queryClient]);
}
