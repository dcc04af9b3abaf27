import { FanOutJob } from '@anika/contracts';
import type { Job } from 'bullmq';

/** Of a message in a job that does not tell. */
const UNKNOWN_BYTES = 64 * 1024;

/** The job's data. One that runs again may have recorded some of its outcomes. */
export function readJob(job: Job): FanOutJob {
  const data = FanOutJob.parse(job.data);
  return { ...data, recheck: data.recheck === true || job.attemptsStarted > 1 };
}

/** Whose share the job is counted to. Jobs of the version before do not tell: then each topic is counted by itself. */
export function partnerOf({ publisherId, topicId }: FanOutJob): string {
  return publisherId ?? topicId;
}

export function bytesOf({ bytes, messageIds }: FanOutJob): number {
  return bytes ?? UNKNOWN_BYTES * messageIds.length;
}
