import { useDocumentVisibility } from '@mantine/hooks';
import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Page } from '../../api/pages';
import { type LiveRow, MOST_WAITING, readNewest, splitRows, withRows } from '../../lib/live-rows';
import type { Watch } from './watch';

const LOOK_MS = 500;

interface LiveRowsOf<Item> {
  readonly on: boolean;
  /** Of the list that is shown, and how it is read. */
  readonly queryKey: readonly unknown[];
  readonly read: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>;
  /** Says when to look; the same function while the list is the same. */
  readonly watch: Watch;
}

type Pages<Item> = InfiniteData<Page<Item>, string>;

/**
 * New rows of a list wait until they are asked for, so that nothing moves under the pointer; known ones change where they stand. Only a
 * visible tab looks, at most twice a second.
 */
export function useLiveRows<Item extends LiveRow>({ on, queryKey, read, watch }: LiveRowsOf<Item>) {
  const client = useQueryClient();
  const isVisible = useDocumentVisibility() === 'visible';
  const key = JSON.stringify(queryKey);
  const [waiting, setWaiting] = useState<{ readonly key: string; readonly rows: readonly Item[] }>();
  const rows = useMemo(() => (waiting?.key === key ? waiting.rows : []), [waiting, key]);

  useEffect(() => {
    if (!on || !isVisible) return undefined;
    const stop = new AbortController();
    const look = async () => {
      const shown = client.getQueryData<Pages<Item>>(queryKey);
      const known = shown?.pages.flatMap(({ data }) => data.map(({ id }) => id));
      if (!known) return;
      const found = await readNewest(read, known).catch(() => []);
      if (stop.signal.aborted) return;
      const { fresh, changed } = splitRows(found, known, shown?.pages.at(-1)?.nextCursor !== null);
      client.setQueryData<Pages<Item>>(queryKey, (now) => now && replaceIn(now, changed));
      if (known.length === 0) show(fresh);
      else setWaiting({ key, rows: fresh });
    };
    const show = (fresh: readonly Item[]) =>
      client.setQueryData<Pages<Item>>(
        queryKey,
        (now) => now && { ...now, pages: [...withRows(now.pages, fresh)] },
      );
    watch(atMostEvery(LOOK_MS, look, stop.signal), stop.signal);
    return () => stop.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for the list and how it is read
  }, [on, isVisible, key, watch, client]);

  const hasMore = rows.length >= MOST_WAITING;
  return {
    count: on ? rows.length : 0,
    hasMore,
    show: () => {
      setWaiting(undefined);
      if (hasMore) void client.resetQueries({ queryKey, exact: true });
      else
        client.setQueryData<Pages<Item>>(
          queryKey,
          (now) => now && { ...now, pages: [...withRows(now.pages, rows)] },
        );
    },
  };
}

function replaceIn<Item extends LiveRow>(now: Pages<Item>, changed: ReadonlyMap<string, Item>): Pages<Item> {
  return {
    ...now,
    pages: now.pages.map((page) => ({
      ...page,
      data: page.data.map((row) => changed.get(row.id) ?? row),
    })),
  };
}

/** Runs the work when it is asked for, one after another, with a pause between; what is asked for meanwhile is one more run. */
function atMostEvery(ms: number, work: () => Promise<void>, signal: AbortSignal): () => void {
  let isBusy = false;
  let isAsked = false;
  const run = async () => {
    isBusy = true;
    while (isAsked && !signal.aborted) {
      isAsked = false;
      await work();
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    isBusy = false;
  };
  return () => {
    isAsked = true;
    if (!isBusy) void run();
  };
}
