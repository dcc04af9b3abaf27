import type { Overview } from '../api/overview';
import { attentionOf } from './attention';

const subscription = (id: string, status: 'active' | 'disabled') => ({
  id,
  topicId: 'top_1',
  topicTitle: 'Выбор машины',
  url: 'https://bank.example',
  status,
  statusReason: null,
  health: { state: 'failing', failingSince: '2026-11-23T20:00:00.000Z' },
  updatedAt: '2026-11-24T20:00:00.000Z',
});

describe('What needs attention', () => {
  const quiet = { at: '', subscriptions: [], deadLetters: [], held: [], steps: {} } as unknown as Overview;

  it('is nothing while all is well', () => expect(attentionOf(quiet, 0)).toEqual([]));

  it('begins with what has stopped, ends with what waits for a decision', () => {
    const overview = {
      ...quiet,
      subscriptions: [subscription('sub_1', 'active'), subscription('sub_2', 'disabled')],
      deadLetters: [{ subscriptionId: 'sub_3', topicId: 'top_2', count: 7, hasMore: false }],
    } as unknown as Overview;
    expect(attentionOf(overview, 2).map(({ kind, to }) => [kind, to])).toEqual([
      ['disabled', '/subscriptions/sub_2/settings'],
      ['failing', '/subscriptions/sub_1/settings'],
      ['dead', '/subscriptions/sub_3/deliveries?state=dead'],
      ['requests', '/access?tab=requests'],
    ]);
  });
});
