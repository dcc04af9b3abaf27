import { z } from 'zod';
import { type Role, ROLE_SCOPES, type Scope } from '../identity';

/** What people may be told by mail: the events of each kind, whose shapes are in WEBHOOKS. */
export const NOTICE_TYPES = {
  subscription: ['subscription.failing', 'subscription.disabled', 'subscription.recovered'],
  delivery: ['delivery.dead'],
  access: [
    'access.requested',
    'access.approved',
    'access.rejected',
    'access.granted',
    'access.changed',
    'access.revoked',
    'access.expiring',
    'access.expired',
  ],
} as const;
export type NoticeKind = keyof typeof NOTICE_TYPES;
export type NoticeType = (typeof NOTICE_TYPES)[NoticeKind][number];

export const NOTICE_KINDS = Object.keys(NOTICE_TYPES) as NoticeKind[];
const TYPES: readonly string[] = Object.values(NOTICE_TYPES).flat();

/** Whether there are mails of such an event. @example isNoticeType('messages.erased') // false */
export const isNoticeType = (type: string): type is NoticeType => TYPES.includes(type);

/** @example noticeKindOf('delivery.dead') // 'delivery' */
export const noticeKindOf = (type: NoticeType) => type.split('.')[0] as NoticeKind;

/** Asks for something that only who has the scope can do. */
const NEEDS: Partial<Record<NoticeType, Scope>> = { 'access.requested': 'topics:write' };

/** Whether people of the role are told of it, if they want. @example mayBeNoticed('viewer', 'access.requested') // false */
export function mayBeNoticed(role: Role, type: NoticeType): boolean {
  const scope = NEEDS[type];
  return role !== 'operator' && (scope === undefined || ROLE_SCOPES[role].includes(scope));
}

/** While nobody has chosen. An outage makes many dead letters: owners hear of them, others of the subscription that fails. */
export const NOTICES_BY_DEFAULT: Readonly<Record<Role, readonly NoticeKind[]>> = {
  owner: ['subscription', 'delivery', 'access'],
  member: ['subscription', 'access'],
  viewer: [],
  operator: [],
};

/** Which notices come by mail: of each kind at most one mail an hour. */
export const NoticeChoice = z
  .object({
    subscription: z.boolean().describe('A subscription fails, was disabled, or recovered'),
    delivery: z.boolean().describe('A delivery was given up'),
    access: z
      .boolean()
      .describe('Access was asked for (told to who may decide), given, changed, ends or ended'),
  } satisfies Record<NoticeKind, z.ZodType>)
  .meta({ id: 'NoticeChoice', examples: [{ subscription: true, delivery: false, access: true }] });
export type NoticeChoice = z.infer<typeof NoticeChoice>;

/** Merge patch: kinds that are left out stay as they are. */
export const UpdateNoticeChoice = z
  .strictObject(NoticeChoice.partial().shape)
  .meta({ id: 'UpdateNoticeChoice' });
export type UpdateNoticeChoice = z.infer<typeof UpdateNoticeChoice>;
