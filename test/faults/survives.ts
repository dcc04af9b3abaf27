import { setTimeout as delay } from 'node:timers/promises';
import { eventually, Ledger, restoreServers } from '@anika/testing';

const isFull = process.env.FAULTS === 'full';
/** Messages of one fault; a third of them are published after it. */
export const MESSAGES = isFull ? 1000 : 200;

/** A length of time that depends on the form: short in `npm test`, long in `npm run test:faults`. */
export function outage(seconds: { readonly short: number; readonly full: number }): Promise<void> {
  return delay((isFull ? seconds.full : seconds.short) * 1000);
}

/**
 * Publishes without a pause while the fault happens and for a while after it, then waits until all is delivered. Fails when anything
 * accepted is missing, when anything arrived that should not, or when any publish was answered in another way than `allowed`.
 */
export async function survives(
  name: string,
  allowed: readonly string[],
  fault: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const ledger = await Ledger.open();
  try {
    await ledger.moment(name, MESSAGES / 3);
    await fault(ledger);
    const after = ledger.flow.accepted.size + MESSAGES / 3;
    await eventually(() => ledger.flow.accepted.size >= Math.max(after, MESSAGES), {
      seconds: 60,
      what: 'publishing to go on',
    });
    await ledger.flow.stop();
    await ledger.settle();
    process.stdout.write(`${name}: ${ledger.summary()}\n`);
    expect(ledger.faults()).toEqual([]);
    expect(['202', ...allowed]).toEqual(expect.arrayContaining([...ledger.flow.answers.keys()]));
  } finally {
    await restoreServers();
    await ledger.close();
  }
}
