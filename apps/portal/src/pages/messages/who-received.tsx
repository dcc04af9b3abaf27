import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnderWay, SOON_TIMES } from '../../api/deliveries';
import { messageDeliveriesQuery } from '../../api/messages';
import { useMe } from '../../session/session';
import { ErrorState } from '../../ui/error-state';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { WhyChain } from '../deliveries/why-chain';
import { PartnerName } from './partner-name';
import classes from './who-received.module.css';

/** When something that is under way is looked at again. */
const SOON_MS = 1000;

interface WhoReceivedProps {
  readonly messageId: string;
  readonly topicId: string;
  readonly acceptedAt: string;
}

/** The way of a message to everybody whom the reader may know of. */
export function WhoReceived({ messageId, topicId, acceptedAt }: WhoReceivedProps) {
  const { partner } = useMe();
  const { t } = useTranslation('messages');
  const { data, error, refetch } = useQuery({
    ...messageDeliveriesQuery(messageId),
    refetchInterval: ({ state: { data: last, dataUpdateCount } }) =>
      dataUpdateCount < SOON_TIMES && last?.data.some(isUnderWay) && SOON_MS,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} />;
  const missing = data.missing ?? [];
  return (
    <Section title={t('who.title')} flush>
      {data.data.length + missing.length === 0 && <Text c="dimmed">{t('who.none')}</Text>}
      <Stack gap="sm">
        {data.data.map((delivery) => (
          <article key={delivery.id} className={classes.entry}>
            <Head partnerId={delivery.partnerId} subscriptionId={subscriptionOf(delivery)}>
              <StatusBadge state={delivery.state} />
            </Head>
            <WhyChain
              acceptedAt={acceptedAt}
              explanation={delivery.explanation}
              reason={delivery.reason}
              attempts={delivery.attempts}
              deliveryId={subscriptionOf(delivery) && delivery.id}
              subscriptionId={subscriptionOf(delivery)}
            />
          </article>
        ))}
        {missing.map(({ partnerId, subscriptionId, explanation }) => (
          <article key={`${partnerId}.${subscriptionId}`} className={classes.entry}>
            <Head partnerId={partnerId} subscriptionId={subscriptionId} />
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

/** Only of the reader's own it is told which subscription they are for. */
const subscriptionOf = (delivery: object) =>
  'subscriptionId' in delivery ? (delivery.subscriptionId as string) : undefined;

interface HeadProps {
  readonly partnerId: string;
  readonly subscriptionId?: string;
  readonly children?: ReactNode;
}

/** Who it is: the name, then the id, which tells several subscriptions of one partner apart. */
function Head({ partnerId, subscriptionId, children }: HeadProps) {
  return (
    <div className={classes.head}>
      <span className={classes.who}>
        <PartnerName partnerId={partnerId} />
        {subscriptionId ? (
          <Id id={subscriptionId} to={`/subscriptions/${subscriptionId}`} />
        ) : (
          <Id id={partnerId} to={`/partners/${partnerId}`} />
        )}
      </span>
      {children}
    </div>
  );
}
