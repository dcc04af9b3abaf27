import { queryClient } from '../../api/query-client';
import { topicQuery } from '../../api/topics';

/** Calls `look` when there may be something new, until the signal ends it. */
export type Watch = (look: () => void, signal: AbortSignal) => void;

const LOOK_EVERY_MS = 2000;

/** For what has no stream: looks every two seconds. */
export const watchByTime: Watch = (look, signal) => {
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
};

/** By the stream of a topic, whose page asks anew when it may no longer be read. Keep it the same while the topic is (useMemo). */
export const watchByStream =
  (topicId: string): Watch =>
  async (look, signal) => {
    look();
    const { watchTopic } = await import('../../api/stream');
    await watchTopic(topicId, look, signal);
    if (!signal.aborted) await queryClient.resetQueries(topicQuery(topicId));
  };
