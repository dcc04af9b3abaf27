import { Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Overview, overviewQuery } from '../../api/overview';
import { subscriptionStatsQuery } from '../../api/statistics';
import { subscriptionsQuery } from '../../api/subscriptions';
import { formatNumber } from '../../i18n/format';
import { dayOf } from '../../lib/day';
import { shortId } from '../../lib/short-id';
import { ActionButton } from '../../ui/action-button';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { useSubscriptionState } from '../subscriptions/use-subscription-state';
import classes from './home.module.css';
import { HomeList, MOST } from './home-list';

/** What the company receives, and what it may subscribe to since a partner gave it access. */
export function SubscriptionList() {
  const { t } = useTranslation('home');
  const { data: subscriptions } = useInfiniteQuery(subscriptionsQuery);
  const { data: overview } = useQuery(overviewQuery);
  const stateOf = useSubscriptionState();
  // The version before this one does not tell.
  const granted = overview?.granted ?? [];
  const received = subscriptions?.slice(0, MOST).map((subscription) => {
    const { id, topicId, topicTitle, ownerName, url } = subscription;
    const isOnly = subscriptions.every((other) => other.id === id || other.topicId !== topicId);
    return (
      <li key={id}>
        <Named
          to={`/subscriptions/${id}/deliveries`}
          title={topicTitle ?? shortId(topicId)}
          // Of two to the same topic the endpoint tells which is which.
          about={isOnly ? ownerName : `${ownerName} · ${new URL(url).host}`}
        />
        <span className={classes.health}>
          <Success subscriptionId={id} />
          <StatusBadge state={stateOf(subscription)} />
        </span>
      </li>
    );
  });
  return (
    <HomeList
      title={t('subscriptions.title')}
      empty={t('subscriptions.empty')}
      all={<TextLink to="/subscriptions">{t('subscriptions.all')}</TextLink>}
      rows={received && [...received, ...granted.slice(0, MOST).map(toRow)]}
    />
  );
}

type Granted = Overview['granted'][number];
const toRow = (one: Granted) => <GrantedRow key={one.topicId} {...one} />;

function GrantedRow({ topicId, topicTitle, ownerName }: Granted) {
  const { t } = useTranslation('home');
  const { t: subscriptions } = useTranslation('subscriptions');
  const navigate = useNavigate();
  return (
    <li>
      <Named
        to={`/topics/${topicId}/messages`}
        title={topicTitle}
        about={t('subscriptions.granted', { owner: ownerName })}
      />
      <ActionButton
        scope="subscriptions:write"
        variant="default"
        size="compact-sm"
        onClick={() => void navigate({ to: '/subscriptions', search: { new: topicId } })}
      >
        {subscriptions('create.button')}
      </ActionButton>
    </li>
  );
}

interface NamedProps {
  readonly to: string;
  readonly title: string;
  readonly about: string;
}

function Named({ to, title, about }: NamedProps) {
  return (
    <span className={`${classes.grow} cut`}>
      <TextLink to={to} title={title}>
        {title}
      </TextLink>
      <Text size="xs" c="dimmed" className="cut" title={about}>
        {about}
      </Text>
    </span>
  );
}

/** The share of the last day's attempts that arrived. */
function Success({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t, i18n } = useTranslation('home');
  const { data } = useQuery(subscriptionStatsQuery(subscriptionId, 'hour'));
  const success = data && dayOf(data.data).success;
  if (success === undefined) return null;
  // 99.96 % is not all of it.
  const floored = Math.floor(success * 1000) / 1000;
  return (
    <Text span size="sm" className="numbers" title={t('subscriptions.success')}>
      {formatNumber(i18n.language, floored, { style: 'percent', maximumFractionDigits: 1 })}
    </Text>
  );
}
