import { setImmediate } from 'node:timers/promises';
import { Slices } from './slices';

const PIECES = 12;
const PIECE_MS = 4;
const SLICE_MS = 10;
const work = () => {
  const end = performance.now() + PIECE_MS;
  while (performance.now() < end);
};

describe('Slices', () => {
  /** In which turn of the event loop each piece ran. */
  const turnsOf = async (ms: number) => {
    const slices = new Slices(ms);
    let turn = 0;
    const over = new AbortController();
    const order: number[] = [];
    const count = async () => {
      for (; !over.signal.aborted; turn += 1) await setImmediate();
    };
    const counted = count();
    const pieces = Array.from({ length: PIECES }, (_, index) =>
      slices.run(() => {
        work();
        order.push(index);
        return turn;
      }),
    );
    const turns = await Promise.all(pieces);
    over.abort();
    await counted;
    return { turns, order };
  };

  it('give the event loop a turn after each so many milliseconds, and keep the order', async () => {
    const { turns, order } = await turnsOf(SLICE_MS);
    expect(order).toEqual(Array.from({ length: PIECES }, (_, index) => index));
    const most = Math.max(...turns.map((turn) => turns.filter((other) => other === turn).length));
    expect(most).toBeLessThanOrEqual(Math.ceil(SLICE_MS / PIECE_MS));
  });

  it('run at once what is short', async () => {
    expect(new Set((await turnsOf(10_000)).turns).size).toBe(1);
  });

  it('pass on what is thrown, and go on', async () => {
    const slices = new Slices(0);
    const failed = slices.run(() => {
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await expect(slices.run(() => 'yes')).resolves.toBe('yes');
  });
});
