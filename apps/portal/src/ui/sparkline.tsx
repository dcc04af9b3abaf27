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
      style={{ flex: 'none' }}
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
            style={{ fill: value === 0 ? 'var(--anika-line)' : 'var(--mantine-color-anchor)' }}
          />
        );
      })}
    </svg>
  );
}
