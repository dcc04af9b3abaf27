import { nextStep } from './health-rules';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-24T12:00:00Z');
const step = (hoursAgo: number, more: object = {}) =>
  nextStep(
    {
      failures: 3,
      failingSince: new Date(now - hoursAgo * HOUR),
      lastFailureAt: new Date(now - HOUR),
      lastError: 'timeout',
      ...more,
    },
    5 * DAY,
    now,
  );

describe('nextStep', () => {
  it('says nothing of one or two failures', () => {
    expect(step(1, { failures: 2 })).toEqual({ step: 'none' });
  });

  it('tells of the failing once, and again at 50, 70 and 90 percent of the time', () => {
    expect(step(1)).toEqual({ step: 'failing', told: 0 });
    expect(step(1, { told: 0 })).toEqual({ step: 'none' });
    expect(step(60, { told: 0 })).toEqual({ step: 'failing', told: 50 });
    expect(step(83, { told: 50 })).toEqual({ step: 'none' });
    expect(step(84, { told: 50 })).toEqual({ step: 'failing', told: 70 });
    expect(step(110, { told: 0 })).toEqual({ step: 'failing', told: 90 });
    expect(step(110, { told: 90 })).toEqual({ step: 'none' });
  });

  it('disables after the whole time, if the endpoint failed in the last day', () => {
    expect(step(119.9, { told: 90 })).toEqual({ step: 'none' });
    expect(step(120, { told: 90 })).toEqual({ step: 'disabled' });
    expect(step(120)).toEqual({ step: 'failing', told: 90 });
    expect(step(200, { told: 90, lastFailureAt: new Date(now - 25 * HOUR) })).toEqual({ step: 'none' });
  });

  it('a success counts before all else', () => {
    expect(step(200, { told: 90, recoveredAt: new Date(now) })).toEqual({ step: 'recovered' });
  });
});
