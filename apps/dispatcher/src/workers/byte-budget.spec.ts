import { ByteBudget } from './byte-budget';

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function work(budget: ByteBudget, bytes: number, begun: number[]) {
  let end = () => undefined as void;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = budget.spend(bytes, () => {
    begun.push(bytes);
    return ended;
  });
  return { end, done };
}

describe('ByteBudget', () => {
  it('lets work wait in turn until there is room for it', async () => {
    const budget = new ByteBudget(100);
    const begun: number[] = [];
    const first = work(budget, 60, begun);
    const second = work(budget, 50, begun);
    const third = work(budget, 10, begun);
    await tick();
    expect(begun).toEqual([60]);
    first.end();
    await first.done;
    await tick();
    expect(begun).toEqual([60, 50, 10]);
    second.end();
    third.end();
    await Promise.all([second.done, third.done]);
  });

  it('lets what is larger than the budget go alone', async () => {
    const budget = new ByteBudget(100);
    const begun: number[] = [];
    const large = work(budget, 1000, begun);
    const small = work(budget, 1, begun);
    await tick();
    expect(begun).toEqual([1000]);
    large.end();
    small.end();
    await Promise.all([large.done, small.done]);
    expect(begun).toEqual([1000, 1]);
  });

  it('has room for others again once work knows that it needs less', async () => {
    const budget = new ByteBudget(100);
    const begun: number[] = [];
    let end = () => undefined as void;
    const large = budget.spend(100, (needsOnly) => {
      needsOnly(40);
      needsOnly(70);
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    const second = work(budget, 60, begun);
    const third = work(budget, 1, begun);
    await tick();
    expect(begun).toEqual([60]);
    end();
    await large;
    await tick();
    expect(begun).toEqual([60, 1]);
    second.end();
    third.end();
    await Promise.all([second.done, third.done]);
  });

  it('gives back the bytes of work that failed', async () => {
    const budget = new ByteBudget(10);
    await expect(budget.spend(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(budget.spend(10, () => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
