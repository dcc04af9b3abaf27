import type { Outcome } from '@anika/contracts';
import { type AttemptResult, nextAttemptAt, type Schedule } from '@anika/webhooks';

const GONE = 410;

export interface DecideInput {
  readonly result: AttemptResult;
  /** Attempts used in this generation, this one included. */
  readonly attemptsUsed: number;
  readonly schedule: Schedule;
  readonly jitter: number;
  readonly now: Date;
  readonly random?: () => number;
}

/** What an attempt's result means for the delivery. */
export function decide({
  result,
  attemptsUsed,
  schedule,
  jitter,
  now,
  random,
}: DecideInput): Outcome['result'] {
  if (result.outcome === 'success') return { state: 'delivered' };
  if (result.statusCode === GONE) return { state: 'held', reason: 'disabled' };
  if (result.error?.class === 'blocked-address') return { state: 'dead', reason: 'blocked_address' };
  const next = nextAttemptAt({ attempt: attemptsUsed, schedule, jitter, now, random });
  if (!next) return { state: 'dead', reason: 'attempts_exhausted' };
  // A shorter pause than the schedule's would use up the attempts within seconds. It still is one for the whole subscription.
  if (result.retryAfter && result.retryAfter > next)
    return { state: 'held', reason: 'retry_after', until: result.retryAfter.toISOString() };
  return { state: 'retrying', dueAt: next.toISOString() };
}
