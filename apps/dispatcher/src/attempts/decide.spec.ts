import type { AttemptResult } from '@anika/webhooks';
import { decide } from './decide';

const now = new Date('2026-11-23T20:00:00Z');
const given = (result: Partial<AttemptResult>, attemptsUsed = 1) =>
  decide({
    result: { outcome: 'failure', durationMs: 1, ...result },
    attemptsUsed,
    schedule: [5, 60],
    jitter: 0.2,
    now,
    random: () => 0.5,
  });

describe('decide', () => {
  it('is done after a success', () => {
    expect(given({ outcome: 'success', statusCode: 204 })).toEqual({ state: 'delivered' });
  });

  it('tries again by the schedule until it is used up', () => {
    expect(given({ statusCode: 500 }, 1)).toEqual({ state: 'retrying', dueAt: '2026-11-23T20:00:05.000Z' });
    expect(given({ statusCode: 500 }, 2)).toEqual({ state: 'retrying', dueAt: '2026-11-23T20:01:00.000Z' });
    expect(given({ statusCode: 500 }, 3)).toEqual({ state: 'dead', reason: 'attempts_exhausted' });
  });

  it('holds when the endpoint is gone, or asks for a pause', () => {
    expect(given({ statusCode: 410 }, 3)).toEqual({ state: 'held', reason: 'disabled' });
    const retryAfter = new Date('2026-11-23T21:00:00Z');
    expect(given({ statusCode: 429, retryAfter })).toEqual({
      state: 'held',
      reason: 'retry_after',
      until: '2026-11-23T21:00:00.000Z',
    });
    expect(given({ statusCode: 429, retryAfter }, 3)).toMatchObject({ state: 'dead' });
  });

  it('keeps to the schedule when the endpoint asks for less', () => {
    const retryAfter = new Date('2026-11-23T20:00:01Z');
    const dueAt = '2026-11-23T20:01:00.000Z';
    expect(given({ statusCode: 503, retryAfter }, 2)).toEqual({ state: 'retrying', dueAt });
  });

  it('gives up at once on a forbidden address, and tries a DNS error again', () => {
    expect(given({ error: { class: 'blocked-address', message: '' } })).toEqual({
      state: 'dead',
      reason: 'blocked_address',
    });
    expect(given({ error: { class: 'dns', message: '' } })).toMatchObject({ state: 'retrying' });
  });
});
