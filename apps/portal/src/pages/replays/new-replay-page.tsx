import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replayCountQuery, SELECTIONS, type ReplayChoice, startReplay } from '../../api/replays';
import { subscriptionQuery } from '../../api/subscriptions';
import { formatNumber } from '../../i18n/format';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { NoRight } from '../../ui/empty-state';
import { After } from '../../ui/after';
import { PageHeader } from '../../ui/page-header';
import { ProblemAlert } from '../../ui/problem-alert';
import { RangeFilter, useRange } from '../../ui/range-filter';
import { SubscriptionSelect } from '../../ui/subscription-select';
import { useUrlState } from '../../ui/use-url-state';
import { ReplayFilter } from './replay-filter';
import { ReplaysList } from './replays-list';

/** What is sent again, how much that is, and off it goes. Everything that is chosen lives in the address. */
export function NewReplayPage() {
  const { t } = useTranslation('replays');
  const { t: common } = useTranslation();
  const [{ subscription, only }, setUrl] = useUrlState();
  const choice = useReplayOfUrl();
  const { data: chosen, isPending } = useQuery({
    ...subscriptionQuery(subscription ?? ''),
    enabled: subscription !== undefined,
  });
  // Counting is a part of sending: it needs the same right.
  const canSend = useCan('subscriptions:write');
  const { isError: isRefused } = useQuery({
    ...replayCountQuery(subscription ?? '', choice),
    enabled: subscription !== undefined && canSend,
  });
  // It is not in the address: what is sent again would be by the conditions before.
  const [isFilterOpen, setFilterOpen] = useState(false);
  if (!useCan('subscriptions:read')) return <NoRight />;
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          subscription ? (
            <StartButton subscriptionId={subscription} choice={choice} isFilterOpen={isFilterOpen} />
          ) : (
            <Button disabled>{t('startNone')}</Button>
          )
        }
      />
      <Stack maw={640} mb="xl">
        <SubscriptionSelect
          label={t('field.subscription')}
          nothingFound={common('list.nothingFound')}
          placeholder={t('field.subscriptionPlaceholder')}
          value={subscription}
          onChange={(chosen) => {
            setFilterOpen(false);
            setUrl({ subscription: chosen, filter: undefined }, true);
          }}
        />
        <Radio.Group
          label={t('field.only')}
          value={only ?? 'failed'}
          onChange={(value) => setUrl({ only: value }, true)}
        >
          <Stack gap="xs" mt={4}>
            {SELECTIONS.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`only.${value}`)}
                description={t(`only.${value}Help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group gap="sm" align="flex-end">
          <RangeFilter />
        </Group>
        {subscription && (
          <ReplayFilter subscriptionId={subscription} isRefused={isRefused} onOpen={setFilterOpen} />
        )}
        {chosen && chosen.status !== 'active' && <Text>{t('heldUntilResumed')}</Text>}
        {subscription && canSend && !isFilterOpen && (
          <Preview subscriptionId={subscription} choice={choice} />
        )}
      </Stack>
      {subscription && (
        <After ready={!isPending}>
          <ReplaysList subscriptionId={subscription} />
        </After>
      )}
    </>
  );
}

function useReplayOfUrl(): ReplayChoice {
  const [{ only, filter }] = useUrlState();
  const range = useRange();
  return useMemo(
    () => ({ only: SELECTIONS.find((known) => known === only) ?? 'failed', filter, ...range }),
    [only, filter, range],
  );
}

interface ReplayProps {
  readonly subscriptionId: string;
  readonly choice: ReplayChoice;
}

/** What the dry run says. */
function Preview({ subscriptionId, choice }: ReplayProps) {
  const { t } = useTranslation('replays');
  const { data, error, isPending } = useQuery(replayCountQuery(subscriptionId, choice));
  return (
    <div role="status">
      <ProblemAlert error={error} />
      {isPending && <Text c="dimmed">{t('counting')}</Text>}
      {data && data.count === 0 && <Text>{t('nothing')}</Text>}
      {data && data.count > 0 && (
        <Text>
          {data.complete ? t('found', { count: data.count }) : t('foundMore', { count: data.count })}
        </Text>
      )}
    </div>
  );
}

interface StartButtonProps extends ReplayProps {
  readonly isFilterOpen: boolean;
}

function StartButton({ subscriptionId, choice, isFilterOpen }: StartButtonProps) {
  const { t, i18n } = useTranslation('replays');
  const navigate = useNavigate();
  const canSend = useCan('subscriptions:write');
  const { data } = useQuery({ ...replayCountQuery(subscriptionId, choice), enabled: canSend });
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => startReplay(subscriptionId, choice),
    onSuccess: ({ id }) => void navigate({ to: '/replays/$replayId', params: { replayId: id } }),
  });
  const count = data?.count ?? 0;
  const known =
    data?.complete === false
      ? t('startMore', { count: formatNumber(i18n.language, count) })
      : t('start', { count });
  const label = canSend ? known : t('startNone');
  return (
    <Stack gap="xs" align="flex-end">
      <ActionButton
        scope="subscriptions:write"
        loading={isPending}
        disabled={count === 0 || isFilterOpen}
        onClick={() => mutate()}
      >
        {label}
      </ActionButton>
      <ProblemAlert error={error} />
    </Stack>
  );
}
