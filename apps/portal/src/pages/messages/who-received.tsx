import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { messageDeliveriesQuery } from '../../api/messages';
import { useMe } from '../../session/session';
import { ErrorState } from '../../ui/error-state';
import { SkeletonRows } from '../../ui/late';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { WhyChain } from '../deliveries/why-chain';
import { PartnerName } from './partner-name';
import classes from './who-received.module.css';

interface WhoReceivedProps {
  readonly messageId: string;
  readonly topicId: string;
  readonly acceptedAt: string;
}

/** The way of a message to everybody whom the reader may know of. */
export function WhoReceived({ messageId, topicId, acceptedAt }: WhoReceivedProps) {
  const { partner } = useMe();
  const { t } = useTranslation('messages');
  const { data, error, refetch } = useQuery(messageDeliveriesQuery(messageId));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} />;
  const missing = data.missing ?? [];
  return (
    <Section title={t('who.title')} flush>
      {data.data.length + missing.length === 0 && <Text c="dimmed">{t('who.none')}</Text>}
      <Stack gap="sm">
        {data.data.map((delivery) => (
          <article key={delivery.id} className={classes.entry}>
            <div className={classes.head}>
              <PartnerName partnerId={delivery.partnerId} />
              <StatusBadge state={delivery.state} />
            </div>
            <WhyChain
              acceptedAt={acceptedAt}
              explanation={delivery.explanation}
              reason={delivery.reason}
              attempts={delivery.attempts}
              deliveryId={'subscriptionId' in delivery ? delivery.id : undefined}
              subscriptionId={'subscriptionId' in delivery ? delivery.subscriptionId : undefined}
            />
          </article>
        ))}
        {missing.map(({ partnerId, subscriptionId, explanation }) => (
          <article key={`${partnerId}.${subscriptionId}`} className={classes.entry}>
            <div className={classes.head}>
              <PartnerName partnerId={partnerId} />
            </div>
            <WhyChain
              acceptedAt={acceptedAt}
              explanation={explanation}
              attempts={[]}
              subscriptionId={partnerId === partner.id ? subscriptionId : undefined}
              topicId={partnerId === partner.id ? topicId : undefined}
            />
          </article>
        ))}
      </Stack>
    </Section>
  );
}
