import type { Outcome } from '@anika/contracts';
import { heldIfPaused } from './units';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second));
const outcome = (result: Outcome['result']): Outcome => ({
  deliveryId: 'dlv_1',
  topicId: 'top_1',
  partnerId: 'par_1',
  publisherId: 'par_2',
  generation: 0,
  attemptsUsed: 1,
  result,
});
const retrying = outcome({ state: 'retrying', dueAt: at(5).toISOString() });
const pause = (second: number) => ({ reason: 'circuit_open', until: at(second) }) as const;

describe('heldIfPaused', () => {
  it('holds a retry that would come before the end of the pause', () => {
    const result = { state: 'held', reason: 'circuit_open', until: at(6).toISOString() };
    expect(heldIfPaused(retrying, pause(6))).toEqual({ ...retrying, result });
  });

  it('leaves a retry that comes later, one without a pause, and what is not retried', () => {
    expect(heldIfPaused(retrying, pause(5))).toBe(retrying);
    expect(heldIfPaused(retrying, undefined)).toBe(retrying);
    const dead = outcome({ state: 'dead', reason: 'attempts_exhausted' });
    expect(heldIfPaused(dead, pause(6))).toBe(dead);
  });
});
