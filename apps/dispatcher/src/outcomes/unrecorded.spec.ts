import { setImmediate as nextTurn } from 'node:timers/promises';
import { Unrecorded } from './unrecorded';

function recording() {
  let end = (_error?: Error) => {};
  const promise = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  return { promise, end };
}

describe('Unrecorded', () => {
  it('lets go on at once until there are too many of one partner, and others all the while', async () => {
    const unrecorded = new Unrecorded(2);
    const slow = Array.from({ length: 3 }, recording);
    await unrecorded.add('a', slow[0]!.promise);
    await unrecorded.add('a', slow[1]!.promise);
    let isOver = false;
    void unrecorded.add('a', slow[2]!.promise).then(() => (isOver = true));
    await unrecorded.add('b', recording().promise);
    await nextTurn();
    expect(isOver).toBe(false);
    slow[2]!.end();
    await nextTurn();
    expect(isOver).toBe(true);
    slow[0]!.end(new Error('away'));
    await expect(slow[0]!.promise).rejects.toThrow('away');
    await unrecorded.add('a', recording().promise);
  });
});
