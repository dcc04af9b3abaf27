import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../api/deliveries';
import { visible } from '../../lib/visible';
import { StatusBadge } from '../../ui/status-badge';
import { Duration, Time } from '../../ui/time';
import classes from './attempt-card.module.css';
import { attemptErrorOf } from './attempt-error';
import { TimingBars } from './timing-bars';

/** One attempt: when, how long and on what, what was answered. */
export function AttemptCard({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useTranslation('deliveries');
  const { number, at, statusCode, error, errorMessage, response, requestHeaders } = attempt;
  const errorClass = attemptErrorOf(error);
  return (
    <article className={classes.card}>
      <header className={classes.head}>
        <b>{t('attempt', { number })}</b>
        <StatusBadge state={errorClass ? 'failed' : 'delivered'} />
        <span className="numbers">
          {statusCode === undefined ? t('noAnswer') : t('answered', { status: statusCode })}
        </span>
        <span className={classes.time}>
          <Time at={at} detail="milliseconds" /> · <Duration ms={attempt.durationMs} />
        </span>
      </header>
      {errorClass && (
        <Text size="sm" mb={8}>
          <b>{t(`error.${errorClass}.title`)}.</b>{' '}
          {errorClass === 'other' ? errorMessage : t(`error.${errorClass}.help`)}
        </Text>
      )}
      <TimingBars attempt={attempt} />
      {response !== undefined && response !== '' && (
        <details className={classes.more}>
          <summary>{t('answer')}</summary>
          <pre tabIndex={0}>{visible(response)}</pre>
        </details>
      )}
      {requestHeaders && (
        <details className={classes.more}>
          <summary>{t('headers')}</summary>
          <pre tabIndex={0}>
            {Object.entries(requestHeaders)
              .map(([name, value]) => `${name}: ${visible(value)}`)
              .join('\n')}
          </pre>
        </details>
      )}
    </article>
  );
}
