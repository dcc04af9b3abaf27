import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../app/preferences';
import { formatDate, formatTime } from '../../i18n/format';
import classes from './chart.module.css';
import type { ChartSeries } from './series';

interface ChartProps {
  readonly title: string;
  /** When each step begins. */
  readonly at: readonly string[];
  readonly step: 'hour' | 'day';
  readonly series: readonly ChartSeries[];
  /** Bars are stacked. */
  readonly kind: 'bars' | 'lines';
  readonly valueText: (value: number) => string;
}

const Plot = lazy(async () => ({ default: (await import('./plot')).Plot }));

/** A chart over time: its legend has the totals, or the numbers of the step under the pointer. */
export function Chart({ title, at, step, series, kind, valueText }: ChartProps) {
  const { i18n } = useTranslation();
  const { zone } = usePreferences();
  const [point, setPoint] = useState<number | null>(null);
  const times = useMemo(() => at.map((time) => Date.parse(time) / 1000), [at]);
  const timeText = useCallback(
    (seconds: number) => {
      const date = new Date(seconds * 1000);
      const timeZone = zone === 'utc' ? 'UTC' : undefined;
      return step === 'hour'
        ? date.toLocaleTimeString(i18n.language, {
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
            timeZone,
          })
        : formatDate(i18n.language, date, { day: 'numeric', month: 'short', timeZone });
    },
    [i18n.language, zone, step],
  );
  const pointed = point === null ? undefined : at[point];
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <figcaption>
        <b className={classes.title}>
          {title}
          {pointed && `, ${formatTime(i18n.language, pointed, zone, step === 'day' ? 'date' : 'seconds')}`}
        </b>
        <ul className={classes.legend}>
          {series.map(({ label, color, values, total }) => {
            const value = point === null ? undefined : values[point];
            const text = value === undefined || value === null ? '—' : valueText(value);
            return (
              <li key={label}>
                <span className={classes.mark} style={{ background: `var(${color})` }} />
                {label} <b>{point === null ? total : text}</b>
              </li>
            );
          })}
        </ul>
      </figcaption>
      <Suspense fallback={<div className={classes.plot} />}>
        <Plot
          label={`${title}: ${series.map(({ label, total }) => `${label} ${total}`).join(', ')}`}
          times={times}
          series={series}
          kind={kind}
          timeText={timeText}
          valueText={valueText}
          onPoint={setPoint}
        />
      </Suspense>
    </figure>
  );
}
