/** What the platform tells a company; a spec compares it with the webhooks of the contracts. */
export const EVENT_TYPES = [
  'subscription.failing',
  'subscription.disabled',
  'subscription.recovered',
  'delivery.dead',
  'topic.deliveries_expired',
  'topic.contract_changed',
  'access.requested',
  'access.approved',
  'access.rejected',
  'access.granted',
  'access.changed',
  'access.expiring',
  'access.expired',
  'access.revoked',
  'messages.erased',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

type Text<Name extends string> = Name extends `${infer Object}.${infer Verb}` ? `${Object}_${Verb}` : never;
/** The name of its text: i18next reads a dot as a step down. @example eventText('access.granted') // 'access_granted' */
export const eventText = <Name extends EventType>(type: Name) => type.replace('.', '_') as Text<Name>;
