import type { Queue } from 'bullmq';

/** In none of the lists that a worker takes jobs from; what has ended is not kept otherwise, but by dispatchers of the version before. */
const ENDED: ReadonlySet<string> = new Set(['unknown', 'failed', 'completed']);
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
      if (job && ENDED.has(await queue.getJobState(id))) await queue.remove(id);
    }),
  );
}
