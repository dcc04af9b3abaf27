import { whyChain } from './why-chain';

const chain = (...input: Parameters<typeof whyChain>) =>
  whyChain(...input)
    .map(({ state }) => ({ ok: '✓', failed: '✕', excluded: '–', waiting: '…' })[state])
    .join('');

describe('The why-chain', () => {
  it.each([
    ['delivered', undefined, '✓✓✓✓✓'],
    ['in_progress', undefined, '✓✓✓✓……'],
    ['waiting', undefined, '✓✓✓✓✕…'],
    ['dead', undefined, '✓✓✓✓✕✕'],
    ['held', 'paused', '✓✓✓✓……'],
    ['no_grant', undefined, '✓✕…………'],
    ['subscribed_later', undefined, '✓✓✕………'],
    ['filter_mismatch', undefined, '✓✓✓–……'],
    ['not_fanned_out_yet', undefined, '✓……………'],
    ['discarded', 'access_revoked', '✓✕…………'],
    ['discarded', 'subscription_deleted', '✓✓✕………'],
    ['discarded', 'expired', '✕……………'],
  ] as const)('of %s %s is %s', (code, reason, marks) => expect(chain(code, reason)).toBe(marks));
});
