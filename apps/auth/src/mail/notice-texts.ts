import type { Locale, NoticeKind, NoticeType } from '@anika/contracts';
import type { NoticeFacts, Text } from './mail';

interface Phrase {
  /** What happened, to one thing: also the subject. */
  readonly one: (topic: string | null) => string;
  /** What follows from it. */
  readonly more?: string;
  /** Before the number, where it happened several times. */
  readonly many: string;
}

const en = (topic: string | null) => (topic === null ? 'a topic' : `the topic “${topic}”`);
/** Accusative and dative. */
const ru = (topic: string | null) => (topic === null ? 'топик' : `топик «${topic}»`);
const ruTo = (topic: string | null) => (topic === null ? 'топику' : `топику «${topic}»`);

const PHRASES: Readonly<Record<Locale, Readonly<Record<NoticeType, Phrase>>>> = {
  en: {
    'subscription.failing': {
      one: (topic) => `Your subscription to ${en(topic)} is failing`,
      more: 'Its endpoint does not take webhooks. ANIKA goes on trying, and disables the subscription if that lasts for days.',
      many: 'Subscriptions are failing',
    },
    'subscription.disabled': {
      one: (topic) => `Your subscription to ${en(topic)} was disabled`,
      more: 'Its endpoint is gone or has failed for too long. What is published is held for you until you resume the subscription.',
      many: 'Subscriptions were disabled',
    },
    'subscription.recovered': {
      one: (topic) => `Your subscription to ${en(topic)} has recovered`,
      more: 'Its endpoint takes webhooks again.',
      many: 'Subscriptions have recovered',
    },
    'delivery.dead': {
      one: (topic) => `A delivery of ${en(topic)} was given up`,
      more: 'All its attempts failed. The message is kept: mend the endpoint and send it again.',
      many: 'Deliveries were given up',
    },
    'access.requested': {
      one: (topic) => `A company asks for access to ${en(topic)}`,
      more: 'It waits for your decision.',
      many: 'Requests for access wait for your decision',
    },
    'access.approved': {
      one: (topic) => `Your request for access to ${en(topic)} was approved`,
      many: 'Requests for access were approved',
    },
    'access.rejected': {
      one: (topic) => `Your request for access to ${en(topic)} was rejected`,
      many: 'Requests for access were rejected',
    },
    'access.granted': {
      one: (topic) => `Your company was given access to ${en(topic)}`,
      many: 'Access was given to topics',
    },
    'access.changed': {
      one: (topic) => `The access of your company to ${en(topic)} was changed`,
      many: 'Access was changed',
    },
    'access.revoked': {
      one: (topic) => `Your company no longer has access to ${en(topic)}`,
      many: 'Access was ended by the owners of topics',
    },
    'access.expiring': {
      one: (topic) => `Access to ${en(topic)} ends soon`,
      many: 'Access that ends soon',
    },
    'access.expired': {
      one: (topic) => `Access to ${en(topic)} has ended`,
      many: 'Access that has ended',
    },
  },
  ru: {
    'subscription.failing': {
      one: (topic) => `Ваша подписка на ${ru(topic)} сбоит`,
      more: 'Её адрес не принимает вебхуки. ANIKA продолжает попытки, а если так пройдут дни, отключит подписку.',
      many: 'Подписки сбоят',
    },
    'subscription.disabled': {
      one: (topic) => `Ваша подписка на ${ru(topic)} отключена`,
      more: 'Её адрес больше не существует или слишком долго не отвечал. Новые сообщения ждут, пока вы не возобновите подписку.',
      many: 'Подписки отключены',
    },
    'subscription.recovered': {
      one: (topic) => `Ваша подписка на ${ru(topic)} снова работает`,
      more: 'Её адрес опять принимает вебхуки.',
      many: 'Подписки снова работают',
    },
    'delivery.dead': {
      one: (topic) => `Сообщение не доставлено по подписке на ${ru(topic)}`,
      more: 'Все попытки исчерпаны. Сообщение сохранено: исправьте адрес и отправьте его снова.',
      many: 'Сообщения не доставлены',
    },
    'access.requested': {
      one: (topic) => `Компания просит доступ к ${ruTo(topic)}`,
      more: 'Запрос ждёт вашего решения.',
      many: 'Запросы на доступ ждут вашего решения',
    },
    'access.approved': {
      one: (topic) => `Ваш запрос на доступ к ${ruTo(topic)} одобрен`,
      many: 'Запросы на доступ одобрены',
    },
    'access.rejected': {
      one: (topic) => `Ваш запрос на доступ к ${ruTo(topic)} отклонён`,
      many: 'Запросы на доступ отклонены',
    },
    'access.granted': {
      one: (topic) => `Вашей компании дали доступ к ${ruTo(topic)}`,
      many: 'Дан доступ к топикам',
    },
    'access.changed': {
      one: (topic) => `Доступ вашей компании к ${ruTo(topic)} изменён`,
      many: 'Доступ изменён',
    },
    'access.revoked': {
      one: (topic) => `У вашей компании больше нет доступа к ${ruTo(topic)}`,
      many: 'Владельцы топиков закрыли доступ',
    },
    'access.expiring': {
      one: (topic) => `Доступ к ${ruTo(topic)} скоро закончится`,
      many: 'Доступ скоро закончится',
    },
    'access.expired': {
      one: (topic) => `Доступ к ${ruTo(topic)} закончился`,
      many: 'Доступ закончился',
    },
  },
};

const SEVERAL: Readonly<Record<Locale, Readonly<Record<NoticeKind, string>>>> = {
  en: {
    subscription: 'News of your subscriptions',
    delivery: 'Deliveries were given up',
    access: 'News of access to topics',
  },
  ru: {
    subscription: 'Новости ваших подписок',
    delivery: 'Сообщения не доставлены',
    access: 'Новости о доступе к топикам',
  },
};

const GATHERED: Readonly<Record<Locale, string>> = {
  en: 'This has happened since the last mail:',
  ru: 'Вот что произошло с прошлого письма:',
};

const AFTER: Readonly<Record<Locale, string>> = {
  en: 'There is at most one such mail an hour. Choose what comes by mail, or turn it off:',
  ru: 'Таких писем не больше одного в час. Выбрать, что присылать, или отключить письма можно здесь:',
};

/**
 * What a notice says: one event in a sentence, several by their numbers.
 *
 * @example noticeText('en', { kind: 'delivery', events: [{ type: 'delivery.dead', count: 12, … }] }).subject // 'ANIKA: Deliveries were given up (12)'
 */
export function noticeText(locale: Locale, { kind, events }: NoticeFacts): Text {
  const total = events.reduce((sum, { count }) => sum + count, 0);
  const after = [AFTER[locale]];
  const [first] = events;
  if (total === 1 && first) {
    const { one, more } = PHRASES[locale][first.type];
    const sentence = one(first.topicName);
    return {
      subject: `ANIKA: ${sentence}`,
      paragraphs: [[`${sentence}.`, more].filter(Boolean).join(' ')],
      after,
    };
  }
  const lines = events.map(({ type, count, topicName }) =>
    count === 1
      ? `${PHRASES[locale][type].one(topicName)}.`
      : `${PHRASES[locale][type].many}${topicName === null ? '' : ` (${topicName})`}: ${count}.`,
  );
  return {
    subject: `ANIKA: ${SEVERAL[locale][kind]} (${total})`,
    paragraphs: [GATHERED[locale], ...lines],
    after,
  };
}
