import { LOCALES, NOTICE_KINDS, NOTICE_TYPES, type NoticeType } from '@anika/contracts';
import type { NoticeFacts } from './mail';
import { composeMail } from './mail-texts';
import { noticePage } from './notice-page';

const event = (type: NoticeType, count: number, more: object = {}) => ({
  type,
  count,
  topicId: null,
  topicName: null,
  subscriptionId: null,
  ...more,
});
const link = 'https://anika.example/subscriptions';
const settingsLink = 'https://anika.example/settings/notifications';
const compose = (locale: 'en' | 'ru', notice: NoticeFacts) =>
  composeMail('notice', locale, { notice, link, settingsLink });

describe.each(LOCALES)('A notice in %s', (locale) => {
  it.each(NOTICE_KINDS)('says what happened for every type of %s, once and several times', (kind) => {
    for (const type of NOTICE_TYPES[kind]) {
      const one = compose(locale, { kind, events: [event(type, 1, { topicName: 'car-choice' })] });
      const many = compose(locale, { kind, events: [event(type, 12)] });
      expect(one.subject).toContain('car-choice');
      expect(many.subject).toMatch(/^ANIKA: .+ \(12\)$/);
      expect(many.text).toContain(': 12.\n');
      for (const { text, html } of [one, many]) {
        expect(/[а-яё]{4}/.test(text)).toBe(locale === 'ru');
        expect(text).not.toMatch(/undefined|null/);
        expect(html).toContain(`<a href="${settingsLink}">`);
        expect(text.indexOf(link)).toBeLessThan(text.indexOf(settingsLink));
      }
    }
  });
});

describe('A notice leads', () => {
  const subscriptionId = 'sub_01kavwz1w6fzrrjx8m41rp7swe';

  it('to the subscription where all of it is of one, else to the list', () => {
    const failing = event('subscription.failing', 2, { subscriptionId });
    const others = event('subscription.recovered', 2);
    expect(noticePage({ kind: 'subscription', events: [failing] })).toBe(
      `/subscriptions/${subscriptionId}/settings`,
    );
    expect(noticePage({ kind: 'subscription', events: [failing, others] })).toBe('/subscriptions');
    expect(noticePage({ kind: 'delivery', events: [event('delivery.dead', 2, { subscriptionId })] })).toBe(
      `/subscriptions/${subscriptionId}/deliveries?state=dead`,
    );
    expect(noticePage({ kind: 'delivery', events: [event('delivery.dead', 2)] })).toBe(
      '/deliveries?state=dead',
    );
  });

  it('to the requests while some wait, else to the events', () => {
    const events = [event('access.requested', 1), event('access.revoked', 1)];
    expect(noticePage({ kind: 'access', events })).toBe('/access?tab=requests');
    expect(noticePage({ kind: 'access', events: events.slice(1) })).toBe('/developers/events');
  });
});
