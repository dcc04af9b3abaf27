import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import classes from './payload.module.css';

interface VirtualLinesProps {
  readonly label: string;
  readonly count: number;
  readonly line: (index: number) => ReactNode;
}

const LINE_PX = 20;

/** Lines of code, of which only those in sight are drawn. */
export function VirtualLines({ label, count, line }: VirtualLinesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
    initialRect: { width: 600, height: 400 },
  });
  return (
    <section ref={frame} className={classes.frame} aria-label={label} tabIndex={0}>
      <div className={classes.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <div key={index} className={classes.line} style={{ transform: `translateY(${start}px)` }}>
            {line(index)}
          </div>
        ))}
      </div>
    </section>
  );
}
