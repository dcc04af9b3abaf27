import { setTimeout as wait } from 'node:timers/promises';

const TICK_MS = 10;

/**
 * Runs the work, and tells by how many milliseconds timers of this process were late meanwhile: on a busy machine everything is, and no
 * time that is measured means more than that. What this process worked in that time is no excuse: it is its own doing.
 *
 * @example const { result, lateMs } = await withLateness(() => attempt(url)); // lateMs: 12.3
 */
export async function withLateness<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly lateMs: number }> {
  let lateMs = 0;
  let last = performance.now();
  let cpu = process.cpuUsage();
  const ticks = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    lateMs = Math.max(lateMs, now - last - TICK_MS - (user + system) / 1000);
    last = now;
    cpu = process.cpuUsage();
  }, TICK_MS);
  try {
    const result = await work();
    // What the work ended with is measured by the next tick.
    await wait(2 * TICK_MS);
    return { result, lateMs };
  } finally {
    clearInterval(ticks);
  }
}
