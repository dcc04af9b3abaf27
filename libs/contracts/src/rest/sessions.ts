import { z } from 'zod';
import { SessionId } from '../ids';
import { pageOf, Timestamp } from './common';

/** A signed-in browser (cookie) or program (access and refresh tokens). */
export const Session = z
  .object({
    id: SessionId,
    kind: z.enum(['browser', 'token']),
    createdAt: Timestamp,
    lastSeenAt: Timestamp.describe('Exact to a minute'),
    expiresAt: Timestamp,
    address: z.string().nullable().describe('From where it was signed in'),
    userAgent: z.string().nullable(),
    current: z.boolean().describe('Whether this request belongs to it'),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;
export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' });
export const SessionParams = z.strictObject({ sessionId: SessionId });
