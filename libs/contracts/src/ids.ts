import { fromString, getSuffix, typeidUnboxed } from 'typeid-js';
import { z } from 'zod';

/** The prefixes of the ids that people see, one per noun. */
export const ID_PREFIXES = {
  partner: 'prt',
  user: 'usr',
  apiKey: 'key',
  session: 'ses',
  invitation: 'inv',
  topic: 'top',
  subscription: 'sub',
  message: 'msg',
  replay: 'rpl',
  auditEntry: 'aud',
  inbox: 'inb',
  inboxRequest: 'irq',
  accessRequest: 'arq',
  erasure: 'era',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/**
 * A new id: TypeID (prefix, underscore, 26 characters of base32) over UUIDv7, so that ids sort by the time they were made.
 *
 * @example newId('topic') // 'top_01jd8k3m9cfe0rztgq8v5k2n4p'
 * @see https://github.com/jetify-com/typeid/tree/main/spec
 */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}

/** Whether the text is a well-formed id of that kind. */
export function isId(kind: IdKind, text: string): boolean {
  try {
    fromString(text, ID_PREFIXES[kind]);
    return true;
  } catch {
    return false;
  }
}

/** The 26 characters after the prefix. @example suffixOf('top_01jd8k3m9cfe0rztgq8v5k2n4p') // '01jd8k3m9cfe0rztgq8v5k2n4p' */
export function suffixOf(id: string): string {
  return getSuffix(id as Parameters<typeof getSuffix>[0]);
}

const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';
/** The first 10 of the 26 characters are the 48 bits of UUIDv7's time. */
const TIME_CHARACTERS = 10;
const MAX_TIME = 2 ** 48 - 1;

/** When the id was made (UUIDv7, RFC 9562 section 5.7), in milliseconds since 1970. */
export function timeOfId(id: string): number {
  let time = 0;
  for (const character of suffixOf(id).slice(0, TIME_CHARACTERS))
    time = time * 32 + BASE32.indexOf(character);
  return time;
}

/**
 * The lowest id of a time: a bound for reading ids by time. @example { $gte: lowestId('message', Date.parse('2026-11-23')) }
 */
export function lowestId(kind: IdKind, time: number): string {
  let rest = Math.min(MAX_TIME, Math.max(0, Math.floor(time)));
  let text = '';
  for (let index = 0; index < TIME_CHARACTERS; index += 1) {
    text = BASE32[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return `${ID_PREFIXES[kind]}_${text}${'0'.repeat(26 - TIME_CHARACTERS)}`;
}

/**
 * A new id as it would be made at that time, in milliseconds since 1970.
 *
 * @example timeOfId(newIdAt('message', 1_764_000_000_000)) // 1764000000000
 */
export function newIdAt(kind: IdKind, time: number): string {
  const random = newId(kind).slice(-(26 - TIME_CHARACTERS));
  return lowestId(kind, time).slice(0, -random.length) + random;
}

const MESSAGE = `${ID_PREFIXES.message}_`;
const SUBSCRIPTION = `${ID_PREFIXES.subscription}_`;
const DELIVERY = /^dlv_([0-7][0-9a-hjkmnp-tv-z]{25})([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/**
 * The id of one message's delivery to one subscription: both suffixes, so that a message's deliveries are one range of ids.
 *
 * @example deliveryId('msg_01…a', 'sub_01…b') // 'dlv_01…a01…b'
 */
export function deliveryId(messageId: string, subscriptionId: string): string {
  return `dlv_${suffixOf(messageId)}${suffixOf(subscriptionId)}`;
}

/** The two ids inside a delivery's id, or undefined when the text is none. */
export function parseDeliveryId(id: string): { messageId: string; subscriptionId: string } | undefined {
  const match = DELIVERY.exec(id);
  return match ? { messageId: MESSAGE + match[1], subscriptionId: SUBSCRIPTION + match[2] } : undefined;
}

const EXAMPLE = '01kavwz1w6fzrrjx8m41rp7swe';

const idSchema = (kind: IdKind) =>
  z
    .string()
    .refine((text) => isId(kind, text), { error: `must be an id that starts with ${ID_PREFIXES[kind]}_` })
    .meta({
      pattern: `^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`,
      examples: [`${ID_PREFIXES[kind]}_${EXAMPLE}`],
    });

export const PartnerId = idSchema('partner');
export const UserId = idSchema('user');
export const ApiKeyId = idSchema('apiKey');
export const SessionId = idSchema('session');
export const InvitationId = idSchema('invitation');
export const TopicId = idSchema('topic');
export const SubscriptionId = idSchema('subscription');
export const AuditEntryId = idSchema('auditEntry');
export const MessageId = idSchema('message');
export const ReplayId = idSchema('replay');
export const InboxId = idSchema('inbox');
export const InboxRequestId = idSchema('inboxRequest');
export const AccessRequestId = idSchema('accessRequest');
export const ErasureId = idSchema('erasure');
export const DeliveryId = z
  .string()
  .refine((text) => DELIVERY.test(text), { error: 'must be an id that starts with dlv_' })
  .meta({ pattern: DELIVERY.source, examples: [`dlv_${EXAMPLE}${EXAMPLE}`] });
