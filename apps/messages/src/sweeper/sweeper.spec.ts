import { setImmediate as nextTurn } from 'node:timers/promises';
import { Metrics } from '@anika/platform';
import { Sweeper } from './sweeper';

type Parts = ConstructorParameters<typeof Sweeper>;

describe('Sweeper', () => {
  it('stops within a round over much lost work: after the page', async () => {
    let pages = 0;
    let begun = () => {};
    const firstPage = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const work = {
      queueOpen: async (_age: number, _isWiped: boolean, told: (count: number) => Promise<void>) => {
        for (;;) {
          await nextTurn();
          pages += 1;
          await told(500);
          begun();
        }
      },
    };
    const ends: string[] = [];
    const progress = {
      begin: () => Promise.resolve(),
      add: () => Promise.resolve(),
      read: () => Promise.resolve({ state: 'running' }),
      end: (state: string) => Promise.resolve(ends.push(state)),
    };
    const parts = [{}, {}, {}, work, {}, progress, new Metrics()] as unknown as Parts;
    const sweeper = new Sweeper(...parts);
    await sweeper.start();
    await firstPage;
    const before = pages;
    await sweeper.beforeApplicationShutdown();
    expect(pages).toBeLessThanOrEqual(before + 1);
    expect(ends).toEqual(['failed']);
  });
});
