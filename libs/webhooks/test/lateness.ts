import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

const RESOLUTION_MS = 10;

/**
 * Runs the work, and tells by how many milliseconds timers of this process were late meanwhile: on a busy machine everything is, and no
 * time that is measured means more than that.
 *
 * @example const { result, lateMs } = await withLateness(() => attempt(url)); // lateMs: 12.3
 */
export async function withLateness<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly lateMs: number }> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const result = await work();
  // What the work ended with is measured by the next tick.
  await wait(2 * RESOLUTION_MS);
  delays.disable();
  return { result, lateMs: delays.max / 1e6 };
}
