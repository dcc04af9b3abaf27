import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { Queue } from 'bullmq';

/** Members of job data that operators may see: ids, numbers and error classes. */
const SHOWN = new Set([
  'v',
  'topicId',
  'messageIds',
  'deliveryId',
  'subscriptionId',
  'generation',
  'from',
  'recheck',
  'requestId',
  'error',
]);
const HIDDEN = '[hidden]';

/** Jobs carry ids only; should a member ever hold more, the board does not show it. */
export function redact(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return HIDDEN;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, SHOWN.has(name) ? (value as unknown) : HIDDEN]),
  );
}

/** A queue as operators see it: nothing can be changed, job data is what `redact` leaves. */
export class RedactedQueueAdapter extends BullMQAdapter {
  constructor(queue: Queue) {
    super(queue, { readOnlyMode: true });
    this.setFormatter('data', redact);
    this.setFormatter('returnValue', (value: unknown) => value && HIDDEN);
  }
}
