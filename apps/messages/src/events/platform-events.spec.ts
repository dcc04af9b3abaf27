import type { PlatformEvent } from '@anika/contracts';
import { Logger } from '@nestjs/common';
import { PlatformEvents } from './platform-events';

type Parts = ConstructorParameters<typeof PlatformEvents>;

/** Whoever asks waits three seconds. */
const PATIENCE_MS = 3000;

/** With a store that takes so long for each. */
function platformEvents(writeMs: number): PlatformEvents {
  const write = () => new Promise((resolve) => setTimeout(() => resolve({ _id: 'msg_1' }), writeMs));
  const snapshots = { get: () => Promise.resolve({ version: 1 }) };
  const topics = { call: () => Promise.resolve({ topicId: 'top_1' }) };
  return new PlatformEvents(
    ...([snapshots, topics, { write }, { add: () => undefined }] as unknown as Parts),
  );
}

const eventsOf = (partnerId: string, count: number): PlatformEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    key: `${partnerId} ${n}`,
    partnerId,
    type: 'access.granted',
    data: { n },
  }));

describe('PlatformEvents', () => {
  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('answers in time what it has told, in order, however slow the store is: the rest is asked for again', async () => {
    const events = platformEvents(100);
    let left = eventsOf('prt_1', 50);
    for (let calls = 0; left.length > 0; calls += 1) {
      expect(calls).toBeLessThan(10);
      let told: string[] = [];
      void events.tellAll(left).then((keys) => (told = keys));
      await jest.advanceTimersByTimeAsync(PATIENCE_MS);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(left.slice(0, told.length).map(({ key }) => key));
      left = left.slice(told.length);
    }
  });

  it('tells each partner one at least, be one alone too slow', async () => {
    const telling = platformEvents(5000).tellAll([...eventsOf('prt_1', 3), ...eventsOf('prt_2', 3)]);
    await jest.advanceTimersByTimeAsync(5000);
    expect(await telling).toEqual(['prt_1 0', 'prt_2 0']);
  });
});
