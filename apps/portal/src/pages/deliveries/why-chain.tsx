import { Text } from '@mantine/core';
import { Check, Ellipsis, Minus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { type Step, type StepState, whyChain } from '../../lib/why-chain';
import { Time, Until } from '../../ui/time';
import { attemptErrorOf, type ErrorClass } from './attempt-error';
import { WhyAction } from './why-action';
import classes from './why-chain.module.css';

interface WhyChainProps {
  readonly acceptedAt: string;
  readonly explanation: Schemas['Explanation'];
  readonly reason?: string;
  readonly attempts: readonly { readonly at: string; readonly error?: string }[];
  /** Where the reader may act. */
  readonly deliveryId?: string;
  readonly subscriptionId?: string;
  readonly topicId?: string;
}

const MARKS: Readonly<Record<StepState, typeof Check>> = {
  ok: Check,
  failed: X,
  excluded: Minus,
  waiting: Ellipsis,
};

/** Accepted → access → subscription → filter → endpoint → retries: where a message is, why, and what mends it. */
export function WhyChain({
  acceptedAt,
  explanation,
  reason,
  attempts,
  deliveryId,
  subscriptionId,
  topicId,
}: WhyChainProps) {
  const { t } = useTranslation('deliveries');
  const last = attempts.at(-1);
  const times: Partial<Record<Step['station'], string>> = { accepted: acceptedAt, endpoint: last?.at };
  return (
    <div>
      <ol className={classes.chain} aria-label={t('chain.title')}>
        {whyChain(explanation.code, reason).map(({ station, state }) => {
          const Mark = MARKS[state];
          const at = times[station];
          return (
            <li key={station} data-state={state}>
              <span className={classes.mark}>
                <Mark size={12} strokeWidth={3} role="img" aria-label={t(`chain.${state}`)} />
              </span>
              <span>
                {t(`chain.${station}`)}
                <span className={classes.time}>
                  {at ? <Time at={at} /> : null}
                  {station === 'retries' && explanation.until ? <Until at={explanation.until} /> : null}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      {explanation.code !== 'delivered' && (
        <div className={classes.why}>
          <Reason
            code={explanation.code}
            reason={reason}
            error={attemptErrorOf(last?.error)}
            isOwn={subscriptionId !== undefined}
          />
          <WhyAction
            code={explanation.code}
            reason={reason}
            deliveryId={deliveryId}
            subscriptionId={subscriptionId}
            topicId={topicId}
          />
        </div>
      )}
    </div>
  );
}

interface ReasonProps {
  readonly code: Schemas['Explanation']['code'];
  readonly reason?: string;
  readonly error?: ErrorClass;
  /** The subscription is the reader's: they can mend it. */
  readonly isOwn: boolean;
}

function Reason({ code, reason, error, isOwn }: ReasonProps) {
  const { t, i18n } = useTranslation('deliveries');
  const named = `deliveries:reason.${reason}`;
  const why = code === 'dead' && !isOwn ? t('why.deadElsewhere') : t(`why.${code}`);
  const text = reason !== undefined && i18n.exists(named) ? t(`reason.${reason as 'paused'}`) : why;
  const isFailure = (code === 'waiting' || code === 'dead') && error !== undefined;
  return (
    <Text size="sm">
      {isFailure && (
        <>
          <b>{t(`error.${error}.title`)}.</b> {t(`error.${error}.help`)}{' '}
        </>
      )}
      {text}
    </Text>
  );
}
