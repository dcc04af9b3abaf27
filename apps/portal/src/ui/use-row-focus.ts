import { type RefCallback, useCallback, useEffect, useRef } from 'react';

/**
 * The ref of a panel that shows a row beside its list. Whoever opens it by keyboard goes on in it, and comes back to the row that was shown
 * last; whoever has a mouse stays in the list.
 */
export function useRowFocus(openId: string | undefined): RefCallback<HTMLElement> {
  const panel = useRef<HTMLElement>(null);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (openId === undefined && panel.current?.contains(document.activeElement))
      linkOf(shown.current)?.focus();
    shown.current = openId;
  }, [openId]);
  return useCallback((element: HTMLElement | null) => {
    panel.current = element;
    // The list is not out of reach; Mantine says so of every drawer.
    element?.removeAttribute('aria-modal');
    if (document.activeElement?.matches('[data-row] :focus-visible')) element?.focus({ preventScroll: true });
  }, []);
}

const linkOf = (id: string | undefined) => document.querySelector<HTMLElement>(`[data-row="${id}"] a`);
