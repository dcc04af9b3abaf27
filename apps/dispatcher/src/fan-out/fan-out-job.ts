import type { FanOutJob } from '@anika/contracts';

/** Of a message in a job that does not tell. */
const UNKNOWN_BYTES = 64 * 1024;

/** Whose share the job is counted to. Jobs of the version before do not tell: then each topic is counted by itself. */
export function partnerOf({ publisherId, topicId }: FanOutJob): string {
  return publisherId ?? topicId;
}

export function bytesOf({ bytes, messageIds }: FanOutJob): number {
  return bytes ?? UNKNOWN_BYTES * messageIds.length;
}
