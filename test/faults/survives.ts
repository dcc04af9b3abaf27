import { setTimeout as delay } from 'node:timers/promises';
import { eventually, Ledger, restoreServers, stack, type StackApp } from '@anika/testing';

const isFull = process.env.FAULTS === 'full';
/** Messages of one fault; a third of them are published after it. */
const MESSAGES = isFull ? 1000 : 200;

/** The outages in full leave thousands of deliveries to be made up for. */
const SETTLE_SECONDS = isFull ? 180 : 60;

/**
 * So long an answer to a publish may take while a server is away, which costs it about 50 ms: half of all, and any. The rest is room for
 * two cores that the test shares with all apps; one more wait of a second for the server shows in the half.
 */
const HALF_MS = 800;
const ANY_MS = 3000;

interface Expected {
  /** What publishers may be answered besides 202; `none` would be a broken connection. */
  readonly answers?: readonly string[];
  /** The apps that the fault itself restarts: all others must live through it. */
  readonly restarts?: readonly StackApp['name'][];
}

/** A length of time that depends on the form: short in `npm test`, long in `npm run test:faults`. */
export function outage(seconds: { readonly short: number; readonly full: number }): Promise<void> {
  return delay((isFull ? seconds.full : seconds.short) * 1000);
}

/** Waits for the outage to pass, in which publishing must go on without waits; the outage is not over before. */
export async function publishingGoesOn({ flow }: Ledger, during: Promise<void>): Promise<void> {
  const goal = flow.accepted.size + MESSAGES / 20;
  const measured = flow.measure();
  await Promise.all([during, eventually(() => flow.accepted.size > goal, { what: 'publishing to go on' })]);
  const times = measured();
  const [half, any] = [times[Math.floor(times.length / 2)]!, times.at(-1)!];
  process.stdout.write(`${times.length} answers within ${Math.round(any)} ms, half ${Math.round(half)} ms\n`);
  expect(half).toBeLessThan(HALF_MS);
  expect(any).toBeLessThan(ANY_MS);
}

/**
 * Publishes without a pause while the fault happens and for a while after it, then waits until all is delivered. Fails when anything
 * accepted is missing, when anything arrived that should not, when a publish was answered in an unexpected way, or when an app ended.
 */
export async function survives(
  name: string,
  { answers = [], restarts = [] }: Expected,
  fault: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const ledger = await Ledger.open();
  const before = pids();
  try {
    await ledger.moment(name, MESSAGES / 3);
    await fault(ledger);
    const goal = Math.max(MESSAGES, ledger.flow.accepted.size + MESSAGES / 3);
    await eventually(() => ledger.flow.accepted.size >= goal, {
      what: 'publishing to go on',
    });
    await ledger.flow.stop();
    expect(['202', ...answers]).toEqual(expect.arrayContaining([...ledger.flow.answers.keys()]));
    await ledger.settle(SETTLE_SECONDS);
    process.stdout.write(`${name}: ${ledger.summary()}\n`);
    expect(ledger.faults()).toEqual([]);
    const ended = before.filter(({ pid }) => pids().every((now) => now.pid !== pid));
    expect(restarts).toEqual(expect.arrayContaining(ended.map((app) => app.name)));
  } finally {
    await restoreServers();
    await ledger.close();
  }
}

function pids(): Pick<StackApp, 'name' | 'pid'>[] {
  return stack().apps.map(({ name, pid }) => ({ name, pid }));
}
