import { Progress, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelReplay, type Replay, replayQuery } from '../../api/replays';
import { ActionButton } from '../../ui/action-button';
import { ConfirmDestructive } from '../../ui/confirm-destructive';
import { ErrorState } from '../../ui/error-state';
import { Facts } from '../../ui/facts';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { LinkButton } from '../../ui/link-button';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { toast } from '../../ui/toast';
import { TopicTitle } from '../../ui/topic-title';

/** How far a replay is, and how to stop it. */
export function ReplayPage() {
  const { t } = useTranslation('replays');
  const { replayId } = useParams({ from: '/shell/replays/$replayId' });
  const { data: replay, error, refetch } = useQuery(replayQuery(replayId));
  const queryClient = useQueryClient();
  const isOver = replay !== undefined && replay.state !== 'running';
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries({ queryKey: ['deliveries'] });
  }, [isOver, queryClient]);
  if (error && !replay) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!replay) return <SkeletonRows rows={5} />;
  const { subscriptionId, topicId, only, from, to, state, createdAt, endedAt } = replay;
  return (
    <div style={{ maxWidth: 900 }}>
      <PageHeader
        title={t('one')}
        aside={<StatusBadge state={state} />}
        actions={
          state === 'running' ? (
            <CancelButton replayId={replayId} />
          ) : (
            <LinkButton
              to="/subscriptions/$subscriptionId/deliveries"
              params={{ subscriptionId }}
              variant="default"
            >
              {t('toDeliveries')}
            </LinkButton>
          )
        }
      />
      <Done replay={replay} />
      <Facts
        of={{
          [t('field.subscription')]: (
            <TextLink to={`/subscriptions/${subscriptionId}`}>
              <TopicTitle topicId={topicId} />
            </TextLink>
          ),
          [t('field.only')]: t(`only.${only}`),
          [t('field.accepted')]: (
            <>
              <Time at={from} /> – <Time at={to} />
            </>
          ),
          [t('column.created')]: <Time at={createdAt} />,
          [t('field.ended')]: endedAt && <Time at={endedAt} />,
          [t('field.id')]: <Id id={replayId} />,
        }}
      />
    </div>
  );
}

function Done({ replay: { done, count, state, reason } }: { readonly replay: Replay }) {
  const { t } = useTranslation('replays');
  const percent = count === undefined || count === 0 ? (state === 'done' ? 100 : 0) : (done / count) * 100;
  // Of how many it would have been is not known any more.
  const isUnknown = count === undefined && (state === 'cancelled' || state === 'failed');
  const text = count === undefined ? t('queued', { count: done }) : t('queuedOf', { count, done });
  return (
    <div style={{ marginBottom: 24 }} role="status">
      {!isUnknown && <Progress value={Math.min(percent, 100)} size="lg" mb={8} aria-label={t('progress')} />}
      <Text className="numbers">{text}</Text>
      {state === 'cancelled' && <Text c="dimmed">{t('cancelledHelp')}</Text>}
      {state === 'failed' && <Text c="var(--anika-bad)">{t('failed', { reason: reason ?? '' })}</Text>}
      {state === 'done' && <Text c="dimmed">{t('doneHelp')}</Text>}
    </div>
  );
}

function CancelButton({ replayId }: { readonly replayId: string }) {
  const { t } = useTranslation('replays');
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <ActionButton
        scope="subscriptions:write"
        variant="default"
        c="var(--anika-bad)"
        onClick={() => setAsking(true)}
      >
        {t('cancel.button')}
      </ActionButton>
      <ConfirmDestructive
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('cancel.title')}
        text={t('cancel.text')}
        action={t('cancel.button')}
        onConfirm={() => cancelReplay(replayId)}
        onDone={() => {
          setAsking(false);
          toast(t('cancel.done'));
          void queryClient.invalidateQueries({ queryKey: ['replays'] });
        }}
      />
    </>
  );
}
