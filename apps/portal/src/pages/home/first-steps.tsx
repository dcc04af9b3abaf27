import { Button, CloseButton, Group } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery, subscribeNewInbox } from '../../api/overview';
import { topicsQuery } from '../../api/topics';
import { toSearch } from '../../lib/to-search';
import { useCan, useMe } from '../../session/session';
import { LinkButton } from '../../ui/link-button';
import { Section } from '../../ui/section';
import { problemToast, toast } from '../../ui/toast';
import classes from './home.module.css';

const STEPS = ['topic', 'subscription', 'message', 'delivery', 'grant'] as const;
type Step = (typeof STEPS)[number];

/** What a new company does first, up to its first signed webhook; gone when that and a grant are there, or when it is hidden. */
export function FirstSteps() {
  const { t } = useTranslation('home');
  const { partner } = useMe();
  const canBegin = useCan('topics:write');
  const { data: overview } = useQuery(overviewQuery);
  const { data: topics } = useInfiniteQuery(topicsQuery('owned'));
  const [isHidden, hide] = useHidden(`anika-first-steps.${partner.id}`);
  if (!overview || !topics || isHidden || !canBegin) return null;
  // A grant may be one that the company has; without a topic of its own it has given none.
  const steps = { ...overview.steps, grant: overview.steps.grant && overview.steps.topic };
  // Who receives already has no need to be shown how.
  if (steps.delivery && (steps.grant || !steps.topic)) return null;
  // What was sent before the subscription does not arrive: another message may be needed.
  const isOpen = (step: Step) =>
    !steps[step] || step === 'delivery' || (step === 'message' && !steps.delivery);
  const topicId = topics.find(({ kind }) => kind === 'regular')?.id;
  const next = STEPS.find((step) => !steps[step]);
  return (
    <Section
      title={t('steps.title')}
      maw={640}
      aside={<CloseButton size="sm" aria-label={t('steps.hide')} onClick={hide} />}
    >
      <ol className={classes.steps}>
        {STEPS.map((step, index) => (
          <li key={step} data-done={steps[step] || undefined}>
            <span className={classes.mark}>
              {steps[step] ? <Check size={13} strokeWidth={3} aria-label={t('steps.done')} /> : index + 1}
            </span>
            <Group justify="space-between" gap="sm">
              <div>
                {t(`steps.${step}`)}
                <div className={classes.help}>{t(`steps.${step}Help`)}</div>
              </div>
              {isOpen(step) && (step === 'topic' || topicId) && (
                <StepButton step={step} topicId={topicId ?? ''} isNext={step === next} />
              )}
            </Group>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface StepButtonProps {
  readonly step: Step;
  readonly topicId: string;
  readonly isNext: boolean;
}

function StepButton({ step, topicId, isNext }: StepButtonProps) {
  const { t } = useTranslation('home');
  const variant = isNext ? 'filled' : 'default';
  if (step === 'subscription') return <SubscribeInbox topicId={topicId} variant={variant} />;
  const to = {
    topic: '/topics?new=1',
    message: `/topics/${topicId}/messages?send=1`,
    delivery: '/developers/inbox',
    grant: `/topics/${topicId}/access`,
  }[step];
  return (
    <LinkButton {...toSearch(to)} size="compact-md" variant={variant}>
      {t(`steps.act.${step}`)}
    </LinkButton>
  );
}

/** The whole step in one click: an inbox of the platform's own, subscribed with its secret. */
function SubscribeInbox({ topicId, variant }: { readonly topicId: string; readonly variant: string }) {
  const { t } = useTranslation('home');
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => subscribeNewInbox(topicId),
    onSuccess: () => {
      toast(t('steps.subscribed'));
      void queryClient.invalidateQueries();
    },
    onError: problemToast,
  });
  return (
    <Button size="compact-md" variant={variant} loading={isPending} onClick={() => mutate()}>
      {t('steps.act.subscription')}
    </Button>
  );
}

/** What was hidden stays so in this browser. */
function useHidden(key: string): readonly [boolean, () => void] {
  const [isHidden, setHidden] = useState(() => localStorage.getItem(key) !== null);
  const hide = () => {
    localStorage.setItem(key, 'hidden');
    setHidden(true);
  };
  return [isHidden, hide];
}
