import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';

interface VirtualRowsProps {
  readonly count: number;
  readonly row: (index: number) => ReactNode;
}

const ROW_PX = 36;
const CARD_PX = 60;

/** The rows of a long table: only those near the window are drawn. */
export function VirtualRows({ count, row }: VirtualRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin(body.current?.offsetTop ?? 0), [count]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => (window.matchMedia('(max-width: 768px)').matches ? CARD_PX : ROW_PX),
    overscan: 20,
    scrollMargin: margin,
  });
  const rowAt = useMemo(() => once(row), [row]);
  const rows = virtualizer.getVirtualItems();
  const before = (rows[0]?.start ?? margin) - margin;
  const after = virtualizer.getTotalSize() - ((rows.at(-1)?.end ?? margin) - margin);
  return (
    <tbody ref={body}>
      {before > 0 && <tr aria-hidden style={{ height: before }} />}
      {rows.map(({ index }) => rowAt(index))}
      {after > 0 && <tr aria-hidden style={{ height: after }} />}
    </tbody>
  );
}

/** The same element is not rendered again: while somebody scrolls only the rows that come into sight are. */
function once(row: VirtualRowsProps['row']): VirtualRowsProps['row'] {
  const known = new Map<number, ReactNode>();
  return (index) => {
    if (!known.has(index)) known.set(index, row(index));
    return known.get(index);
  };
}
