import classes from './sparkline.module.css';

const STEP = 4;
const HEIGHT = 20;

interface SparklineProps {
  readonly values: readonly number[];
  /** What it shows, in words: the picture alone tells nothing to who does not see it. */
  readonly label: string;
}

/** A bar for each value, the highest as high as the picture. */
export function Sparkline({ values, label }: SparklineProps) {
  const highest = Math.max(1, ...values);
  const width = values.length * STEP;
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => {
        const height = value === 0 ? 1 : Math.max(2, (value / highest) * HEIGHT);
        return (
          <rect
            key={index}
            x={index * STEP}
            y={HEIGHT - height}
            width={STEP - 1}
            height={height}
            data-empty={value === 0 || undefined}
          />
        );
      })}
    </svg>
  );
}
