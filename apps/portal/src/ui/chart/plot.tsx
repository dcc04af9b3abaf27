import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { lonePoints } from '../../lib/lone-points';
import classes from './chart.module.css';
import type { ChartSeries } from './series';

interface PlotProps {
  readonly label: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly kind: 'bars' | 'lines';
  readonly timeText: (seconds: number) => string;
  readonly valueText: (value: number) => string;
  /** The step under the pointer. */
  readonly onPoint: (index: number | null) => void;
}

const HEIGHT = 120;
const BARS = uPlot.paths.bars!({ size: [0.7, 24] });
/** Steps of an axis: half a message or half a millisecond is none. */
const WHOLE = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
const AXIS_FONT = "11px 'Golos Text Variable', system-ui, sans-serif";

/** The drawing of a chart; its numbers stand in the legend. */
export function Plot({ label, times, series, kind, timeText, valueText, onPoint }: PlotProps) {
  const frame = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme();
  useEffect(() => {
    const element = frame.current!;
    const colors = getComputedStyle(document.documentElement);
    const color = (name: string) => colors.getPropertyValue(name).trim();
    const axis = { stroke: color('--mantine-color-dimmed'), font: AXIS_FONT, ticks: { show: false } };
    const grid = { stroke: color('--anika-line'), width: 1 };
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        padding: [8, 20, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: kind === 'lines' } },
        scales: {
          // A bar is as wide as its step: half of the first and of the last one stand outside of the times.
          ...(kind === 'bars' && { x: { range: (_, from, to) => withMargin(from, to, times.length) } }),
          y: { range: (_, __, most) => [0, Math.max(most * 1.1, 1)] },
        },
        axes: [
          { ...axis, grid: { show: false }, size: 22, values: (_, ticks) => ticks.map(timeText) },
          {
            ...axis,
            grid,
            size: 56,
            incrs: WHOLE,
            values: (_, ticks) => ticks.map(valueText),
          },
        ],
        series: [
          {},
          ...series.map((each) => ({
            label: each.label,
            stroke: color(each.color),
            width: kind === 'bars' ? 0 : 1.5,
            // A line shows the others.
            points: {
              show: kind === 'lines',
              size: 7,
              fill: color(each.color),
              filter: (self: uPlot, index: number) => lonePoints(self.data[index]!),
            },
            ...(kind === 'bars' && { fill: color(each.color), paths: BARS }),
          })),
        ],
        hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
      },
      [[...times], ...(kind === 'bars' ? stacked(series) : series.map(({ values }) => [...values]))],
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the colours of the variables change with the scheme
  }, [times, series, kind, timeText, valueText, onPoint, scheme]);
  return <div ref={frame} className={classes.plot} role="img" aria-label={label} />;
}

/** Each on top of those behind it; the first is drawn first and highest. */
function stacked(series: readonly ChartSeries[]): (number | null)[][] {
  return series.map((_, index) =>
    series[index]!.values.map((__, at) =>
      series.slice(index).reduce((sum, { values }) => sum + (values[at] ?? 0), 0),
    ),
  );
}

function withMargin(from: number, to: number, steps: number): [number, number] {
  const half = (to - from) / Math.max(1, steps - 1) / 2;
  return [from - half, to + half];
}
