import { randomBytes } from 'node:crypto';
import { SecretBox, SecretBoxError } from '@anika/webhooks';
import type { StoredSecret } from '../database/subscription.entity';
import { newSecret, rotated } from './subscription-secrets';

const NOW = Date.parse('2026-11-23T20:00:00.000Z');
const HOUR_MS = 3_600_000;
const at = (hours: number) => new Date(NOW + hours * HOUR_MS).toISOString();
const secret = (sealed: string, expiresAt: string | null = null): StoredSecret => ({ sealed, expiresAt });

describe('The secrets of a subscription', () => {
  it('are sealed for one subscription alone', () => {
    const box = new SecretBox(`k1:${randomBytes(32).toString('base64')}`);
    const made = newSecret(box, 'sub_a', 'v1');
    expect(made.stored.sealed).not.toContain(made.secret!.slice('whsec_'.length));
    expect(box.open(made.stored.sealed, 'sub_a')).toBe(made.secret);
    expect(() => box.open(made.stored.sealed, 'sub_b')).toThrow(SecretBoxError);
  });

  it('overlap: the old one signs on until the end', () => {
    expect(rotated([secret('old')], secret('new'), 24, NOW)).toEqual([secret('new'), secret('old', at(24))]);
  });

  it('never live longer by a second rotation, but may end sooner', () => {
    const current = [secret('b'), secret('a', at(1))];
    expect(rotated(current, secret('c'), 24, NOW)).toEqual([
      secret('c'),
      secret('b', at(24)),
      secret('a', at(1)),
    ]);
    expect(rotated(current, secret('c'), 0.5, NOW)).toEqual([
      secret('c'),
      secret('b', at(0.5)),
      secret('a', at(0.5)),
    ]);
  });

  it('end at once without an overlap, and are forgotten when they have ended', () => {
    expect(rotated([secret('old')], secret('new'), 0, NOW)).toEqual([secret('new')]);
    expect(rotated([secret('b'), secret('a', at(-1))], secret('c'), 1, NOW)).toEqual([
      secret('c'),
      secret('b', at(1)),
    ]);
  });

  it('are at most the new one and ten old ones, the newest', () => {
    let current = [secret('0')];
    for (let n = 1; n <= 15; n += 1) current = rotated(current, secret(String(n)), 24, NOW);
    expect(current.map(({ sealed }) => sealed)).toEqual([
      '15',
      '14',
      '13',
      '12',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
    ]);
  });
});
