import { z } from 'zod';
import { InboxId, InboxRequestId, MessageId } from '../ids';
import { Count, pageOf, Timestamp } from './common';

/** Where test inboxes are, below PUBLIC_URL; the token follows. */
export const INBOX_PATH = '/inbox/';
/** 128 bits in base64url. */
export const INBOX_TOKEN = /^[\w-]{22}$/;

/** What the inbox answers to what it is sent: 500 to rehearse a failure. */
const AnswerWith = z.literal([204, 500]);

/** A throw-away endpoint of the platform's own: subscribe its `url`, and see what would arrive. */
export const Inbox = z
  .object({
    id: InboxId,
    url: z.string().meta({ examples: ['https://anika.example/inbox/dGhlIHRva2VuIG9mIDE2IA'] }),
    answerWith: AnswerWith,
    createdAt: Timestamp,
    expiresAt: Timestamp.describe('From then on it is gone, with all it holds'),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof Inbox>;
export const InboxPage = pageOf(Inbox).meta({ id: 'InboxPage' });
export const InboxParams = z.strictObject({ inboxId: InboxId });

export const CreateInbox = z
  .strictObject({ answerWith: AnswerWith.default(204) })
  .meta({ id: 'CreateInbox' });
export type CreateInbox = z.infer<typeof CreateInbox>;
export const UpdateInbox = z.strictObject({ answerWith: AnswerWith.optional() }).meta({ id: 'UpdateInbox' });
export type UpdateInbox = z.infer<typeof UpdateInbox>;

/** `secret` is shown this once: give it with the URL when you subscribe, and the inbox verifies each request with it. */
export const CreatedInbox = Inbox.extend({ secret: z.string() }).meta({ id: 'CreatedInbox' });
export type CreatedInbox = z.infer<typeof CreatedInbox>;

/** One request as it came, newest first in lists. */
export const InboxRequest = z
  .object({
    id: InboxRequestId,
    receivedAt: Timestamp,
    headers: z
      .record(z.string(), z.string())
      .meta({ examples: [{ 'content-type': 'application/json', 'anika-attempt': '1' }] }),
    body: z.string().describe('The exact text; base64 of the bytes where they are no UTF-8'),
    encoding: z.enum(['utf8', 'base64']),
    size: Count.describe('Bytes of the body'),
    messageId: MessageId.optional(),
    attempt: z.number().int().min(1).optional(),
    signature: z
      .enum(['valid', 'invalid', 'missing'])
      .describe('By the secret of the inbox and the time of arrival; `v1` only'),
    answeredWith: AnswerWith,
  })
  .meta({ id: 'InboxRequest' });
export type InboxRequest = z.infer<typeof InboxRequest>;
export const InboxRequestPage = pageOf(InboxRequest).meta({ id: 'InboxRequestPage' });
