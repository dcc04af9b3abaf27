import { useTranslation } from 'react-i18next';
import type { Attempt } from '../../api/deliveries';
import { partsOfAttempt } from '../../lib/timings';
import { Duration } from '../../ui/time';
import classes from './timing-bars.module.css';

/** So that it can be seen. */
const LEAST_PERCENT = 1;

/** Where the time of an attempt went, part after part. */
export function TimingBars({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useTranslation('deliveries');
  const total = Math.max(attempt.durationMs, 0.001);
  return (
    <ul className={classes.bars} aria-label={t('timing.title')}>
      {partsOfAttempt(attempt).map(({ part, from, ms }) => (
        <li key={part}>
          <span className={classes.name}>{t(`timing.${part}`)}</span>
          <span className={classes.track}>
            <span
              className={classes.bar}
              style={{
                marginLeft: `${Math.min(100 - LEAST_PERCENT, (from / total) * 100)}%`,
                width: `${Math.max(LEAST_PERCENT, (ms / total) * 100)}%`,
              }}
            />
          </span>
          <span className={classes.value}>
            <Duration ms={ms} />
          </span>
        </li>
      ))}
    </ul>
  );
}
