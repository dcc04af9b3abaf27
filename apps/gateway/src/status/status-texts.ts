import type { Locale, PlatformStatus, ServiceStatus } from '@anika/contracts';

type States = Readonly<Record<PlatformStatus['status'], string>>;

/** What the page says in one language. */
interface StatusTexts {
  readonly title: string;
  readonly about: string;
  readonly headline: States;
  readonly columns: readonly [service: string, state: string, needs: string];
  readonly state: States;
  readonly check: Readonly<Record<ServiceStatus['checks'][string], string>>;
  readonly work: Readonly<Record<ServiceStatus['name'], string>>;
  readonly asOf: string;
  readonly forPrograms: string;
}

export const STATUS_TEXTS: Readonly<Record<Locale, StatusTexts>> = {
  en: {
    title: 'ANIKA: status',
    about: 'How the services of the platform are doing',
    headline: {
      ready: 'Everything works',
      degraded: 'Working, with limits',
      unavailable: 'Something is not available',
    },
    columns: ['Service', 'State', 'Needs'],
    state: { ready: 'ready', degraded: 'degraded', unavailable: 'unavailable' },
    check: { up: 'up', down: 'down' },
    work: {
      gateway: 'pages and the board of queues',
      auth: 'partners, people, keys, signing in',
      topics: 'topics, grants, subscriptions',
      messages: 'publishing and reading messages',
      dispatcher: 'sending webhooks',
    },
    asOf: 'As of',
    forPrograms: 'For programs:',
  },
  ru: {
    title: 'ANIKA: состояние',
    about: 'Как работают службы платформы',
    headline: {
      ready: 'Всё работает',
      degraded: 'Работает с ограничениями',
      unavailable: 'Часть платформы недоступна',
    },
    columns: ['Служба', 'Состояние', 'Что ей нужно'],
    state: { ready: 'работает', degraded: 'с ограничениями', unavailable: 'недоступна' },
    check: { up: 'есть', down: 'нет' },
    work: {
      gateway: 'страницы и обзор очередей',
      auth: 'партнёры, люди, ключи, вход',
      topics: 'топики, доступы, подписки',
      messages: 'публикация и чтение сообщений',
      dispatcher: 'отправка вебхуков',
    },
    asOf: 'На',
    forPrograms: 'Для программ:',
  },
};
