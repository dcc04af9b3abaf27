import { Rounds } from './rounds';

describe('Rounds', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** Runs what the round answers, one after the other; an error is thrown. Answers when each round began. */
  const beginningsOf = async (answers: readonly (boolean | Error)[], ms: number) => {
    const start = Date.now();
    const at: number[] = [];
    const round = async () => {
      at.push(Date.now() - start);
      const answer = answers[at.length - 1] ?? false;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const rounds = new Rounds(round, { name: 'The test', idleMs: 100, maxRestMs: 300 });
    rounds.start();
    await jest.advanceTimersByTimeAsync(ms);
    await rounds.stop();
    await jest.advanceTimersByTimeAsync(ms);
    return at;
  };

  it('goes on at once while there is more, and rests otherwise; stopped, it is over', async () => {
    const at = await beginningsOf([true, true, false, false], 350);
    expect(at.map((time) => Math.round(time / 100))).toEqual([1, 1, 1, 2, 3]);
  });

  it('rests longer after each failure, up to a limit, and as ever after a success', async () => {
    const failed = new Error('away');
    expect(await beginningsOf([failed, failed, failed, false, false], 1200)).toEqual([
      100, 300, 600, 900, 1000, 1100, 1200,
    ]);
  });

  it('waits for the round in progress when it is stopped', async () => {
    let end = () => {};
    const rounds = new Rounds(() => new Promise((resolve) => (end = () => resolve(false))), {
      name: 'The test',
      idleMs: 100,
    });
    rounds.start();
    await jest.advanceTimersByTimeAsync(100);
    let isStopped = false;
    const stopped = rounds.stop().then(() => (isStopped = true));
    await jest.advanceTimersByTimeAsync(1000);
    expect(isStopped).toBe(false);
    end();
    await stopped;
  });
});
