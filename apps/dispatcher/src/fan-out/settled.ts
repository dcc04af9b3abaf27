/** Waits for all of them, also when one fails: what is on its way must not be begun a second time. Then throws the first error. */
export async function settled(promises: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
