import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { type Start, Turns } from './turns';

/** Units that end when they are told to, and the order in which they were begun. */
function bench() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const units = (name: string, count: number): Start[] =>
    Array.from({ length: count }, (_, index) => () => {
      const unit = `${name}${index}`;
      begun.push(unit);
      return new Promise<void>((end) => ends.set(unit, end));
    });
  const endAll = () => {
    for (const end of ends.values()) end();
  };
  return { begun, ends, units, endAll };
}

/** A pace that never makes a unit wait. */
const ANY = Infinity;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

describe('Turns', () => {
  it('begins one unit of each partner in turn, however many another has waiting', async () => {
    const { begun, units, endAll } = bench();
    const turns = new Turns({ total: 100, share: 100, pace: 2 });
    const noisy = turns.run('noisy', units('n', 10), ANY);
    const quiet = turns.run('quiet', units('q', 2), ANY);
    await settle();
    expect(begun.indexOf('q0')).toBeLessThanOrEqual(3);
    expect(begun.indexOf('q1')).toBeLessThanOrEqual(5);
    expect(begun).toHaveLength(12);
    endAll();
    await Promise.all([noisy, quiet]);
  });

  it('leaves room for others when a partner has its share in flight', async () => {
    const { begun, ends, units, endAll } = bench();
    const turns = new Turns({ total: 3, share: 2, pace: 8 });
    const noisy = turns.run('noisy', units('n', 4), ANY);
    await settle();
    expect(begun).toEqual(['n0', 'n1']);
    const quiet = turns.run('quiet', units('q', 2), ANY);
    await settle();
    expect(begun).toEqual(['n0', 'n1', 'q0']);
    ends.get('n0')!();
    await settle();
    expect(begun).toEqual(['n0', 'n1', 'q0', 'n2']);
    ends.get('n1')!();
    await settle();
    expect(begun).toEqual(['n0', 'n1', 'q0', 'n2', 'q1']);
    for (let round = 0; round < 4; round += 1) {
      endAll();
      await settle();
    }
    await Promise.all([noisy, quiet]);
    expect(begun).toHaveLength(6);
  });

  it('lets the event loop come round after each pace', async () => {
    const { begun, units, endAll } = bench();
    const turns = new Turns({ total: 100, share: 100, pace: 3 });
    const all = turns.run('one', units('u', 7), ANY);
    expect(begun).toHaveLength(3);
    await nextTurn();
    expect(begun.length).toBeLessThanOrEqual(6);
    await settle();
    expect(begun).toHaveLength(7);
    endAll();
    await all;
  });

  it('spaces the units of a partner evenly while another is served too, and only then', async () => {
    const { begun, units, endAll } = bench();
    let now = 0;
    const turns = new Turns({ total: 100, share: 100, pace: 8 }, () => now);
    const alone = turns.run('noisy', units('n', 5), 10);
    await settle();
    expect(begun).toHaveLength(5);
    const quiet = turns.run('quiet', units('q', 1), 10);
    const noisy = turns.run('noisy', units('m', 5), 10);
    await settle();
    expect(begun.slice(5)).toEqual(['q0']);
    now = 100;
    while (begun.length < 7) await nextTurn();
    await settle();
    expect(begun.slice(5)).toEqual(['q0', 'm0']);
    now = 1100;
    while (begun.length < 11) await nextTurn();
    endAll();
    await Promise.all([alone, noisy, quiet]);
  });

  it('does not let a partner with a short way to its next unit wait for one with a long way', async () => {
    const { begun, units, endAll } = bench();
    let now = 0;
    const turns = new Turns({ total: 100, share: 100, pace: 8 }, () => now);
    const works = [turns.run('other', units('o', 1), 1000), turns.run('slow', units('s', 2), 0.01)];
    await settle();
    // From now on it is waited for the second unit of the slow one: a hundred seconds.
    works.push(turns.run('quick', units('q', 2), 1000));
    await settle();
    expect(begun).toEqual(['o0', 's0', 'q0']);
    now = 1;
    const deadline = performance.now() + 10_000;
    while (begun.length < 4 && performance.now() < deadline) await nextTurn();
    expect(begun).toEqual(['o0', 's0', 'q0', 'q1']);
    now = 100_000;
    works.push(turns.run('last', units('l', 1), ANY));
    await settle();
    endAll();
    await Promise.all(works);
  });

  it('waits for all units when one fails, then throws its error', async () => {
    const { ends, units } = bench();
    const turns = new Turns({ total: 1, share: 1, pace: 8 });
    let isOver = false;
    const all = turns
      .run('one', [() => Promise.reject(new Error('no')), ...units('u', 1)], ANY)
      .finally(() => (isOver = true));
    all.catch(() => undefined);
    await settle();
    expect(isOver).toBe(false);
    ends.get('u0')!();
    await expect(all).rejects.toThrow('no');
    await expect(turns.run('one', [], ANY)).resolves.toBeUndefined();
  });

  it('begins every unit once and never more than the limits, whatever the works', async () => {
    const works = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9)), { maxLength: 12 });
    const limits = fc.record({
      total: fc.integer({ min: 1, max: 5 }),
      share: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(works, limits, async (list, { total, share }) => {
        const turns = new Turns({ total, share, pace: 2 });
        const now = new Map<string, number>();
        let begun = 0;
        const unit = (partner: string) => async () => {
          begun += 1;
          now.set(partner, (now.get(partner) ?? 0) + 1);
          expect(now.get(partner)).toBeLessThanOrEqual(share);
          expect([...now.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(total);
          await nextTurn();
          now.set(partner, now.get(partner)! - 1);
        };
        await Promise.all(
          list.map(([partner, count]) =>
            turns.run(
              partner,
              Array.from({ length: count }, () => unit(partner)),
              ANY,
            ),
          ),
        );
        expect(begun).toBe(list.reduce((sum, [, count]) => sum + count, 0));
      }),
      { numRuns: 60 },
    );
  });
});
