/** Thrown after a failed attempt was recorded, so that BullMQ shows it and runs the job again when it is due. */
export class AttemptFailedError extends Error {
  /** @param errorClass such as `status-5xx`; no address, no answer */
  constructor(
    errorClass: string,
    readonly dueAt: Date,
  ) {
    super(errorClass);
    this.name = 'AttemptFailedError';
  }
}

/** BullMQ's backoff: the job waits until the delivery is due. */
export function backoff(_attemptsMade: number, _type?: string, error?: Error): number {
  return error instanceof AttemptFailedError ? Math.max(0, error.dueAt.getTime() - Date.now()) : 1000;
}
