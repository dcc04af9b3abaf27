export interface ChartSeries {
  readonly label: string;
  /** A variable of the theme. */
  readonly color: `--${string}`;
  readonly values: readonly (number | null)[];
  /** What the legend says while nothing is pointed at. */
  readonly total: string;
}
