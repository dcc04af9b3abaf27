import { Batcher } from './batcher';

/** A flush that is finished by hand, so that the test decides what overlaps. */
function manualFlush() {
  const batches: { items: readonly number[]; finish: (error?: Error) => void }[] = [];
  const flush = (items: readonly number[]) =>
    new Promise<readonly number[]>((resolve, reject) => {
      batches.push({
        items,
        finish: (error) => (error ? reject(error) : resolve(items.map((item) => item * 10))),
      });
    });
  return { batches, flush };
}

describe('Batcher', () => {
  it('sends the first item at once and gathers the next while it is written', async () => {
    const { batches, flush } = manualFlush();
    const batcher = new Batcher({ flush, maxItems: 10, concurrency: 1 });
    const results = [batcher.add(1), batcher.add(2), batcher.add(3)];
    expect(batches.map((batch) => batch.items)).toEqual([[1]]);
    batches[0]?.finish();
    expect(await results[0]).toBe(10);
    expect(batches[1]?.items).toEqual([2, 3]);
    batches[1]?.finish();
    expect(await Promise.all(results)).toEqual([10, 20, 30]);
  });

  it('keeps the bounds of count, bytes and batches in flight', () => {
    const { batches, flush } = manualFlush();
    const batcher = new Batcher({ flush, maxItems: 2, maxBytes: 10, sizeOf: (item) => item, concurrency: 3 });
    void batcher.add(1);
    void batcher.add(50);
    void batcher.add(3);
    for (const item of [4, 5, 6]) void batcher.add(item);
    expect(batches.map((batch) => batch.items)).toEqual([[1], [50], [3]]);
    expect(batcher.pending).toBe(6);
  });

  it('rejects every item of a failed batch and goes on', async () => {
    const { batches, flush } = manualFlush();
    const batcher = new Batcher({ flush, maxItems: 10, concurrency: 1 });
    const first = batcher.add(1);
    const second = batcher.add(2);
    batches[0]?.finish(new Error('disk full'));
    await expect(first).rejects.toThrow('disk full');
    batches[1]?.finish();
    await expect(second).resolves.toBe(20);
  });

  it('lets what comes while a batch is written linger too', async () => {
    jest.useFakeTimers();
    try {
      const { batches, flush } = manualFlush();
      const batcher = new Batcher({ flush, maxItems: 10, concurrency: 2, lingerMs: 100 });
      const first = batcher.add(1);
      await jest.advanceTimersByTimeAsync(100);
      const others = [batcher.add(2)];
      await jest.advanceTimersByTimeAsync(50);
      batches[0]?.finish();
      expect(await first).toBe(10);
      others.push(batcher.add(3));
      expect(batches).toHaveLength(1);
      await jest.advanceTimersByTimeAsync(50);
      expect(batches[1]?.items).toEqual([2, 3]);
      batches[1]?.finish();
      expect(await Promise.all(others)).toEqual([20, 30]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('drains what lingers', async () => {
    const batcher = new Batcher<number, number>({
      flush: async (items) => items,
      maxItems: 10,
      concurrency: 1,
      lingerMs: 60_000,
    });
    const result = batcher.add(7);
    await batcher.drain();
    expect(await result).toBe(7);
  });
});
