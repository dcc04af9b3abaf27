import { Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type StatisticsStep, subscriptionStatsQuery } from '../../api/statistics';
import { formatDuration, formatNumber } from '../../i18n/format';
import { Chart } from '../../ui/chart/chart';
import type { ChartSeries } from '../../ui/chart/series';
import { ErrorState } from '../../ui/error-state';
import { useUrlState } from '../../ui/use-url-state';
import classes from './delivery-charts.module.css';

const PERIODS = ['day', 'month'] as const;
const COUNTED = [
  ['dead', '--anika-bad'],
  ['failed', '--anika-warn'],
  ['delivered', '--anika-good'],
] as const;

/** What became of the deliveries, and how quickly the endpoint answered, by hour or day. */
export function DeliveryCharts({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation('subscriptions');
  const [{ period }, setUrl] = useUrlState();
  const step = period === 'month' ? 'day' : 'hour';
  const { data, error, refetch } = useQuery(subscriptionStatsQuery(subscriptionId, step));
  return (
    <section aria-label={t('charts.title')} style={{ marginBottom: 24 }}>
      <Group justify="flex-end" mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('charts.period')}
          value={step === 'hour' ? 'day' : 'month'}
          onChange={(value) => setUrl({ period: value === 'month' ? value : undefined }, true)}
          data={PERIODS.map((value) => ({ value, label: t(`charts.${value}`) }))}
        />
      </Group>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      <div className={classes.charts}>{data && <Charts steps={data.data} step={step} />}</div>
    </section>
  );
}

interface ChartsProps {
  readonly steps: readonly StatisticsStep[];
  readonly step: 'hour' | 'day';
}

function Charts({ steps, step }: ChartsProps) {
  const { t, i18n } = useTranslation('subscriptions');
  const at = useMemo(() => steps.map((each) => each.at), [steps]);
  const numberText = useCallback((value: number) => formatNumber(i18n.language, value), [i18n.language]);
  const durationText = useCallback((ms: number) => formatDuration(i18n.language, ms), [i18n.language]);
  const outcomes = useMemo(
    () =>
      COUNTED.map(([name, color]): ChartSeries => {
        const values = steps.map((each) => each[name] ?? 0);
        return {
          label: t(`charts.${name}`),
          color,
          values,
          total: numberText(values.reduce((sum, value) => sum + value, 0)),
        };
      }),
    [steps, t, numberText],
  );
  const latencies = useMemo(
    () =>
      (
        [
          ['p95Ms', '--mantine-color-dimmed'],
          ['p50Ms', '--mantine-primary-color-filled'],
        ] as const
      ).map(([name, color]): ChartSeries => {
        const values = steps.map((each) => each[name] ?? null);
        const last = values.at(-1);
        return {
          label: t(`charts.${name}`),
          color,
          values,
          total: typeof last === 'number' ? t(`charts.last.${step}`, { value: durationText(last) }) : '—',
        };
      }),
    [steps, step, t, durationText],
  );
  return (
    <>
      <Chart
        title={t('charts.outcomes')}
        at={at}
        step={step}
        series={outcomes}
        kind="bars"
        valueText={numberText}
      />
      <Chart
        title={t('charts.latency')}
        at={at}
        step={step}
        series={latencies}
        kind="lines"
        valueText={durationText}
      />
    </>
  );
}
