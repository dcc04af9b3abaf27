import { useEffect } from 'react';

interface Part {
  readonly preload?: () => Promise<unknown> | undefined;
}

/**
 * Loads a part of the page before it is asked for. React keeps one that comes after its placeholder back for 300 ms.
 *
 * @example usePreload(MessageDetail)
 */
export function usePreload(part: Part): void {
  useEffect(() => void part.preload?.(), [part]);
}
