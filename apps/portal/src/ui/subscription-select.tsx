import { Select } from '@mantine/core';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { subscriptionsQuery } from '../api/subscriptions';
import { topicQuery } from '../api/topics';

interface SubscriptionSelectProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly nothingFound: string;
  readonly value?: string;
  readonly onChange: (subscriptionId: string | undefined) => void;
  readonly clearable?: boolean;
  readonly w?: number | string;
}

/** One of our own subscriptions, by topic and endpoint. */
export function SubscriptionSelect({ nothingFound, value, onChange, ...props }: SubscriptionSelectProps) {
  const { data: subscriptions = [] } = useInfiniteQuery(subscriptionsQuery);
  const topicIds = [...new Set(subscriptions.map(({ topicId }) => topicId))];
  const topics = useQueries({
    queries: topicIds.map((topicId) => ({ ...topicQuery(topicId), staleTime: 300_000 })),
  });
  const titles = new Map(topics.map(({ data }) => [data?.id, data?.title]));
  return (
    <Select
      {...props}
      searchable
      // As a filter the field is narrow, what it offers is not.
      comboboxProps={{ position: 'bottom-start' }}
      styles={{ dropdown: { minWidth: 320 } }}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      data={subscriptions.map(({ id, topicId, url }) => ({
        value: id,
        label: `${titles.get(topicId) ?? topicId} · ${url.replace(/^https?:\/\//, '')}`,
      }))}
      nothingFoundMessage={nothingFound}
    />
  );
}
