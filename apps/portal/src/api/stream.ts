import { createParser } from 'eventsource-parser';
import { api } from './client';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Says each time that a message has come to the topic, until the signal ends it. EventSource would close for good on 401 and 502 and hide
 * the status: this comes again after a pause and goes on behind the last message it was told of.
 */
export async function watchTopic(topicId: string, onMessage: () => void, signal: AbortSignal): Promise<void> {
  let lastId: string | undefined;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const ended = await follow(topicId, lastId, signal, (id) => {
      lastId = id ?? lastId;
      pause = FIRST_PAUSE_MS;
      onMessage();
    });
    if (ended === 'no-right') return;
    await wait(pause, signal);
    pause = ended === 'over' ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** One connection, until it ends. */
async function follow(
  topicId: string,
  lastId: string | undefined,
  signal: AbortSignal,
  onEvent: (id: string | undefined) => void,
): Promise<'over' | 'failed' | 'no-right'> {
  try {
    const { data, response } = await api.GET('/api/v1/topics/{topicId}/stream', {
      params: { path: { topicId }, header: lastId === undefined ? {} : { 'Last-Event-ID': lastId } },
      parseAs: 'stream',
      signal,
    });
    if (response.status === 403 || response.status === 404) return 'no-right';
    if (!response.ok || !data) return 'failed';
    // What came while there was no connection has no event of its own.
    onEvent(undefined);
    const parser = createParser({ onEvent: ({ id }) => onEvent(id) });
    const reader = (data as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    for (let part = await reader.read(); !part.done; part = await reader.read())
      parser.feed(decoder.decode(part.value, { stream: true }));
    return 'over';
  } catch {
    return 'failed';
  }
}

const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
