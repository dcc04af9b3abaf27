import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/preferences';
import { replayCountQuery, SELECTIONS, type StartReplay, startReplay } from '../../api/replays';
import { formatNumber } from '../../i18n/format';
import { isoOf } from '../../lib/local-time';
import { useCan } from '../../session/session';
import { ActionButton } from '../../ui/action-button';
import { NoRight } from '../../ui/empty-state';
import { PageHeader } from '../../ui/page-header';
import { ProblemAlert } from '../../ui/problem-alert';
import { RangeFilter, useRangeStart } from '../../ui/range-filter';
import { SubscriptionSelect } from '../../ui/subscription-select';
import { useUrlState } from '../../ui/use-url-state';
import { ReplaysList } from './replays-list';

/** What is sent again, how much that is, and off it goes. Everything that is chosen lives in the address. */
export function NewReplayPage() {
  const { t } = useTranslation('replays');
  const { t: common } = useTranslation();
  const [{ subscription, only }, setUrl] = useUrlState();
  const body = useReplayOfUrl();
  if (!useCan('subscriptions:read')) return <NoRight />;
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={subscription && <StartButton subscriptionId={subscription} body={body} />}
      />
      <Stack maw={640} mb="xl">
        <SubscriptionSelect
          label={t('field.subscription')}
          nothingFound={common('list.nothingFound')}
          placeholder={t('field.subscriptionPlaceholder')}
          value={subscription}
          onChange={(chosen) => setUrl({ subscription: chosen }, true)}
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
        <Range />
        {subscription && <Preview subscriptionId={subscription} body={body} />}
      </Stack>
      {subscription && <ReplaysList subscriptionId={subscription} />}
    </>
  );
}

/** The time in which messages were accepted: one of the usual ranges, or from and to. */
function Range() {
  const { t } = useTranslation('replays');
  const [{ range, from, to }, setUrl] = useUrlState();
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'flex-end' }}>
      <RangeFilter />
      {range === undefined &&
        (['from', 'to'] as const).map((name) => (
          <TextInput
            key={name}
            type="datetime-local"
            w={200}
            label={t(`field.${name}`)}
            value={(name === 'from' ? from : to) ?? ''}
            onChange={(event) => setUrl({ [name]: event.currentTarget.value || undefined }, true)}
          />
        ))}
    </div>
  );
}

function useReplayOfUrl(): StartReplay {
  const [{ only, from, to }] = useUrlState();
  const { zone } = usePreferences();
  const start = useRangeStart();
  return useMemo(() => {
    const times = start ? { from: start } : { from: isoOf(from, zone), to: isoOf(to, zone) };
    return { only: SELECTIONS.find((known) => known === only) ?? 'failed', ...times };
  }, [only, from, to, zone, start]);
}

interface ReplayProps {
  readonly subscriptionId: string;
  readonly body: StartReplay;
}

/** What the dry run says. */
function Preview({ subscriptionId, body }: ReplayProps) {
  const { t } = useTranslation('replays');
  const { data, error, isPending } = useQuery(replayCountQuery(subscriptionId, body));
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

function StartButton({ subscriptionId, body }: ReplayProps) {
  const { t, i18n } = useTranslation('replays');
  const navigate = useNavigate();
  const { data } = useQuery(replayCountQuery(subscriptionId, body));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => startReplay(subscriptionId, body),
    onSuccess: ({ id }) => void navigate({ to: '/replays/$replayId', params: { replayId: id } }),
  });
  const count = data?.count ?? 0;
  const label =
    data?.complete === false
      ? t('startMore', { count: formatNumber(i18n.language, count) })
      : t('start', { count });
  return (
    <Stack gap="xs" align="flex-end">
      <ActionButton
        scope="subscriptions:write"
        loading={isPending}
        disabled={count === 0}
        onClick={() => mutate()}
      >
        {label}
      </ActionButton>
      <ProblemAlert error={error} />
    </Stack>
  );
}
