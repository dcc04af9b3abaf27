/**
 * The promise's value if it comes in time, else undefined; the promise goes on and may still be used. What it throws in time is thrown;
 * a later error is nobody's surprise.
 *
 * @param ms milliseconds to wait
 * @example const answer = await within(redis.get(key), 50);
 */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
