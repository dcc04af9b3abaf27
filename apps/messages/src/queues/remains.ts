import type { Queue } from 'bullmq';

/** Each job is looked for in the whole list of what waits: while more than this wait, remains can wait, too. */
const MANY_WAITING = 1000;

/**
 * Removes what is left of jobs of which Redis has lost a part: while there is a job's data, BullMQ takes it for queued and adds it no second
 * time, although it stands in no list that a worker takes it from. The caller adds the jobs then, so that none is missing that came to be
 * queued between the look and the removal; what a worker has in its hands is not removed.
 */
export async function removeRemains(queue: Queue, jobIds: readonly string[]): Promise<void> {
  if ((await queue.getWaitingCount()) > MANY_WAITING) return;
  await Promise.all(
    jobIds.map(async (id) => {
      const job = await queue.getJob(id);
      if (job && (await queue.getJobState(id)) === 'unknown') await queue.remove(id);
    }),
  );
}
