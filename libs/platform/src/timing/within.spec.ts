import { within } from './within';

const LONG_MS = 60_000;
const never = new Promise<string>(() => undefined);

describe('within', () => {
  it('answers what comes in time, and throws what is thrown in time', async () => {
    await expect(within(Promise.resolve('value'), LONG_MS)).resolves.toBe('value');
    await expect(within(Promise.reject(new Error('no')), LONG_MS)).rejects.toThrow('no');
  });

  it('waits no longer, and a later error goes nowhere', async () => {
    let fail: (error: Error) => void = () => undefined;
    const late = new Promise<string>((_resolve, reject) => {
      fail = reject;
    });
    await expect(within(never, 1)).resolves.toBeUndefined();
    await expect(within(late, 1)).resolves.toBeUndefined();
    fail(new Error('too late'));
  });
});
