import {
  DELIVERY_JOBS,
  type DeadLetterJob,
  type FanOutJob,
  jobIds,
  QUEUES,
  type ReleaseJob,
  type RetryJob,
} from '@anika/contracts';
import { currentRequestId } from '@anika/platform';
import type { JobsOptions } from 'bullmq';
import type { MessageDocument } from '../mongo/documents';

export interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: JobsOptions;
}
export interface DueDelivery {
  readonly deliveryId: string;
  readonly generation: number;
  readonly dueAt: Date;
}
export interface HeldSubscription {
  readonly subscriptionId: string;
  readonly topicId: string;
}

/** Attempts of BullMQ, which only has to outlast the schedule: the number that counts is in MongoDB. */
const MAX_RUNS = 100;
const KEPT_DEAD_LETTERS = 10_000;
/** Without stack traces: Redis would keep one for each failed attempt. */
const GONE: JobsOptions = { removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 };

export function fanOutJob(job: Omit<FanOutJob, 'v'>): NewJob {
  const data: FanOutJob = { v: 1, ...job };
  return { name: QUEUES.fanOut, data, opts: GONE };
}

export function recheckJob({
  topicId,
  publisherId,
  _id,
}: Pick<MessageDocument, '_id' | 'topicId' | 'publisherId'>): NewJob {
  const data: FanOutJob = { v: 1, topicId, publisherId, messageIds: [_id], recheck: true };
  return { name: QUEUES.fanOut, data, opts: { ...GONE, jobId: jobIds.recheck(_id) } };
}

export function retryJob({ deliveryId, generation, dueAt }: DueDelivery): NewJob {
  const data: RetryJob = { v: 1, deliveryId, generation, requestId: currentRequestId() };
  const opts: JobsOptions = {
    ...GONE,
    jobId: jobIds.retry(deliveryId, generation),
    delay: Math.max(0, dueAt.getTime() - Date.now()),
    attempts: MAX_RUNS,
    backoff: { type: 'custom' },
  };
  return { name: DELIVERY_JOBS.retry, data, opts };
}

export function releaseJob({ subscriptionId, topicId }: HeldSubscription, at: Date): NewJob {
  const data: ReleaseJob = { v: 1, subscriptionId, topicId };
  const delay = Math.max(0, at.getTime() - Date.now());
  return {
    name: DELIVERY_JOBS.release,
    data,
    opts: { ...GONE, jobId: jobIds.release(subscriptionId), delay },
  };
}

export function deadLetterJob(delivery: Omit<DeadLetterJob, 'v'>): NewJob {
  const data: DeadLetterJob = { v: 1, ...delivery };
  const jobId = jobIds.deadLetter(delivery.deliveryId, delivery.generation);
  const opts = { jobId, removeOnFail: { count: KEPT_DEAD_LETTERS }, stackTraceLimit: 0 };
  return { name: QUEUES.deadLetter, data, opts };
}
