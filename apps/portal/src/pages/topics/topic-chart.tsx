import { Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type TopicStep, topicStatsQuery } from '../../api/topics';
import { formatNumber } from '../../i18n/format';
import { Chart } from '../../ui/chart/chart';
import type { ChartSeries } from '../../ui/chart/series';
import { useUrlState } from '../../ui/use-url-state';
import classes from './topic-chart.module.css';

const OUTCOMES = [
  ['dead', '--anika-bad'],
  ['failed', '--anika-warn'],
  ['delivered', '--anika-good'],
] as const;

/** How many messages there were, and for the owner how their deliveries went, by hour or day. */
export function TopicChart({ topicId, isOwner }: { readonly topicId: string; readonly isOwner: boolean }) {
  const { t } = useTranslation('messages');
  const [{ period }, setUrl] = useUrlState();
  const step = period === 'month' ? 'day' : 'hour';
  const { data } = useQuery(topicStatsQuery(topicId, step));
  return (
    <section aria-label={t('chart.label')} className={classes.section}>
      <Group justify="flex-end" mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('chart.period')}
          value={step === 'hour' ? 'day' : 'month'}
          onChange={(value) => setUrl({ period: value === 'month' ? value : undefined }, true)}
          data={(['day', 'month'] as const).map((value) => ({ value, label: t(`chart.${value}`) }))}
        />
      </Group>
      <div className={classes.charts} data-single={!isOwner || undefined}>
        {data && <Charts steps={data.data} step={step} isOwner={isOwner} />}
      </div>
    </section>
  );
}

interface ChartsProps {
  readonly steps: readonly TopicStep[];
  readonly step: 'hour' | 'day';
  /** Only its owner is told how the deliveries went. */
  readonly isOwner: boolean;
}

function Charts({ steps, step, isOwner }: ChartsProps) {
  const { t, i18n } = useTranslation('messages');
  const at = useMemo(() => steps.map((each) => each.at), [steps]);
  const numberText = useCallback((value: number) => formatNumber(i18n.language, value), [i18n.language]);
  const seriesOf = useCallback(
    (name: 'messages' | 'delivered' | 'failed' | 'dead', color: `--${string}`): ChartSeries => {
      const values = steps.map((each) => each[name] ?? 0);
      const total = numberText(values.reduce((sum, value) => sum + value, 0));
      return { label: t(`chart.${name}`), color, values, total };
    },
    [steps, t, numberText],
  );
  const messages = useMemo(() => [seriesOf('messages', '--mantine-primary-color-filled')], [seriesOf]);
  const outcomes = useMemo(() => OUTCOMES.map(([name, color]) => seriesOf(name, color)), [seriesOf]);
  const common = { at, step, kind: 'bars', valueText: numberText } as const;
  return (
    <>
      <Chart title={t('chart.published')} series={messages} {...common} />
      {isOwner && <Chart title={t('chart.outcomes')} series={outcomes} {...common} />}
    </>
  );
}
