import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { UrlParams } from '../lib/url-params';

/** Filters, ranges and the open drawer live in the address; an empty value leaves it. @example const [{ state }, setUrl] = useUrlState(); setUrl({ state: 'dead' }) */
export function useUrlState(): readonly [UrlParams, (change: UrlParams, replace?: boolean) => void] {
  const params = useSearch({ strict: false }) as UrlParams;
  const navigate = useNavigate();
  const set = useCallback(
    (change: UrlParams, replace = false) =>
      void navigate({
        to: '.',
        search: (before: UrlParams) => ({ ...before, ...change }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  return [params, set];
}
