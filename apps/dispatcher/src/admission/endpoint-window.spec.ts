import { EndpointWindow, type Signal } from './endpoint-window';

const endpoint = { topicId: 'top_x', url: 'https://example.com', key: 'sub_x' };
const newWindow = (random = 0) =>
  new EndpointWindow(endpoint, { firstMs: 5000, maxMs: 60_000, random: () => random });

/** One attempt after the other, each as if it began and ended at `now`. */
function run(window: EndpointWindow, signals: readonly Signal[], now = 0) {
  return signals.map((signal) => {
    if (window.gate.take(0) !== true) throw new Error('The window is full');
    return window.settle(window.start(false, now), signal, now);
  });
}

describe('EndpointWindow', () => {
  it('begins with five attempts in flight and grows by one with each success, up to a hundred', () => {
    const window = newWindow();
    expect(window.gate.free).toBe(5);
    run(window, ['success', 'success']);
    expect(window.gate.free).toBe(7);
    run(
      window,
      Array.from({ length: 200 }, () => 'success' as const),
    );
    expect(window.gate.free).toBe(100);
  });

  it('is halved by a failure and one after a timeout', () => {
    const window = newWindow();
    run(window, ['success', 'success', 'success', 'failure']);
    expect(window.gate.free).toBe(4);
    run(window, ['timeout']);
    expect(window.gate.free).toBe(1);
  });

  it('learns nothing from what was never asked of the endpoint', () => {
    const window = newWindow();
    run(window, ['neutral', 'neutral']);
    expect(window.gate.free).toBe(5);
  });

  it('opens its circuit when an attempt fails in a window of one, each time for twice as long', () => {
    const window = newWindow();
    expect(run(window, ['failure', 'failure', 'failure'])).toEqual([undefined, undefined, 'opened']);
    expect(window.circuit.pausedUntil(0)).toEqual(new Date(5000));
    expect(window.circuit.pausedUntil(5000)).toBeUndefined();
    expect(run(window, ['failure'], 5000)).toEqual(['opened']);
    expect(window.circuit.pausedUntil(5000)).toEqual(new Date(15_000));
    for (let now = 15_000; now < 500_000; now = window.circuit.pausedUntil(now)!.getTime())
      run(window, ['timeout'], now);
    expect(run(window, ['timeout'], 1_000_000)).toEqual(['opened']);
    expect(window.circuit.pausedUntil(1_000_000)).toEqual(new Date(1_060_000));
  });

  it('asks again up to a fifth later: endpoints that fell silent together are not asked together', () => {
    const window = newWindow(0.5);
    run(window, ['timeout', 'timeout']);
    expect(window.circuit.pausedUntil(0)).toEqual(new Date(5500));
  });

  it('a success closes it, and the next failure begins anew', () => {
    const window = newWindow();
    run(window, ['timeout', 'timeout']);
    expect(window.circuit.isClosed).toBe(false);
    expect(run(window, ['success'], 5000)).toEqual(['closed']);
    expect(window.circuit.isClosed).toBe(true);
    run(window, ['timeout', 'timeout'], 6000);
    expect(window.circuit.pausedUntil(6000)).toEqual(new Date(11_000));
  });

  it('those of the same burst do not open it further', () => {
    const window = newWindow();
    const burst = Array.from({ length: 5 }, () => {
      void window.gate.take(0);
      return window.start(false, 0);
    });
    const changes = burst.map((ticket) => window.settle(ticket, 'timeout', 15_000));
    expect(changes).toEqual([undefined, 'opened', undefined, undefined, undefined]);
    expect(window.circuit.pausedUntil(15_000)).toEqual(new Date(20_000));
    expect(window.gate.free).toBe(1);
  });

  it('knows whether its oldest attempt is slow', () => {
    const window = newWindow();
    void window.gate.take(0);
    const ticket = window.start(false, 0);
    expect(window.hasSlow(1000)).toBe(false);
    expect(window.hasSlow(1001)).toBe(true);
    window.settle(ticket, 'success', 1500);
    expect(window.hasSlow(3000)).toBe(false);
    expect(window.wasSlow).toBe(true);
  });

  it('is asked again after a second, and more and more seldom while its oldest attempt goes on', () => {
    const window = newWindow();
    const askedAgainAt = (now: number) => window.askAgainAt(now).getTime();
    expect(askedAgainAt(500)).toBe(1500);
    void window.gate.take(0);
    const ticket = window.start(false, 0);
    expect([0, 999, 1000, 1999, 2000, 4000, 9000, 12_000].map(askedAgainAt)).toEqual([
      1000, 1000, 2000, 2000, 4000, 8000, 12_000, 16_000,
    ]);
    // The clock was put back.
    expect(askedAgainAt(-60_000)).toBe(-56_000);
    window.settle(ticket, 'timeout', 15_000);
    expect(askedAgainAt(15_000)).toBe(16_000);
  });
});
