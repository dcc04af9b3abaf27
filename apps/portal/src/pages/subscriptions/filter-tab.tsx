import { Button, Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tryFilterQuery } from '../../api/matches';
import { type Subscription, subscriptionQuery, updateFilter } from '../../api/subscriptions';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { FilterBuilder } from '../../ui/filter-builder/filter-builder';
import { ProblemAlert } from '../../ui/problem-alert';
import { toast } from '../../ui/toast';
import { useFilterFields } from '../topics/use-topic-fields';
import { FilterTrial } from './filter-trial';

const TYPING_MS = 400;
const NONE = '{}';
const textOf = (filter: Subscription['filter']) => (filter ? JSON.stringify(filter) : NONE);

/** Which messages the subscription gets: by conditions, tried on the newest messages before they are saved. */
export function FilterTab() {
  const { t } = useTranslation('subscriptions');
  const { t: common } = useTranslation();
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const { data: subscription } = useSuspenseQuery(subscriptionQuery(subscriptionId));
  const queryClient = useQueryClient();
  const canChange = useCan('subscriptions:write');
  const fields = useFilterFields(subscription.topicId);
  const saved = textOf(subscription.filter);
  const [draft, setDraft] = useState<string | undefined>(saved);
  // The builder begins anew with what was saved.
  const [begun, setBegun] = useState(saved);
  const [beginnings, setBeginnings] = useState(0);
  const begin = (filter: string) => {
    setDraft(filter);
    setBegun(filter);
    setBeginnings((count) => count + 1);
  };
  const [tried] = useDebouncedValue(draft, TYPING_MS);
  const { isError: isRefused } = useQuery({
    ...tryFilterQuery(subscription.topicId, tried ?? NONE),
    enabled: tried !== undefined,
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => updateFilter(subscriptionId, draft === undefined || draft === NONE ? null : draft),
    onSuccess: (changed) => {
      queryClient.setQueryData(
        subscriptionQuery(subscriptionId).queryKey,
        (known) => known && { ...known, ...changed },
      );
      begin(textOf(changed.filter));
      toast(t('filter.saved'));
    },
  });
  return (
    <Stack gap="lg">
      <fieldset disabled={!canChange} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack maw={800}>
          <Text c="dimmed" maw="72ch">
            {t('filter.help')}
          </Text>
          <FilterBuilder
            key={beginnings}
            fields={fields}
            value={begun}
            onChange={setDraft}
            isRefused={isRefused}
          />
          <ProblemAlert error={error} />
          <Group gap="xs">
            <ActionButton
              scope="subscriptions:write"
              variant="default"
              loading={isPending}
              disabled={draft === undefined || draft === saved}
              onClick={() => mutate()}
            >
              {common('action.save')}
            </ActionButton>
            {draft !== saved && (
              <Button variant="subtle" color="gray" onClick={() => begin(saved)}>
                {t('filter.reset')}
              </Button>
            )}
          </Group>
        </Stack>
      </fieldset>
      {tried !== undefined && (
        <FilterTrial subscription={subscription} filter={tried} isSaved={tried === saved} />
      )}
    </Stack>
  );
}
