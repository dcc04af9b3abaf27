const POLL_MS = 20;

type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

/**
 * Waits until `read` answers something truthy and answers that; the last error or value is told when time is over. The time is for a
 * machine that is busy with something else: it is no promise of ours.
 *
 * @example const delivery = await eventually(async () => (await load()).find((d) => d.state === 'dead'));
 */
export async function eventually<T>(
  read: () => T | Promise<T>,
  { seconds = 60, what = 'the condition' }: { seconds?: number; what?: string } = {},
): Promise<Truthy<T>> {
  const deadline = performance.now() + seconds * 1000;
  let last: unknown;
  while (performance.now() < deadline) {
    try {
      const value = await read();
      if (value) return value as Truthy<T>;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
  throw new Error(`${what} did not come true within ${seconds} s; last seen: ${String(last)}`);
}
