import { createHash, hkdfSync } from 'node:crypto';
import { INBOX_PATH } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { MessagesConfig } from '../messages.config';

const TOKEN_BYTES = 16;
const SECRET_BYTES = 32;

/**
 * The token and the signing secret of an inbox, derived from its id (HKDF, RFC 5869): the owner can see the URL again, and a copy of the
 * database tells neither. A new INTERNAL_SECRET makes other ones: inboxes from before are of no use then, which live a day at most.
 */
@Injectable()
export class InboxKeys {
  private readonly key: string;
  private readonly base: string;

  constructor({ INTERNAL_SECRET, PUBLIC_URL }: MessagesConfig) {
    this.key = INTERNAL_SECRET;
    this.base = new URL(PUBLIC_URL).origin + INBOX_PATH;
  }

  url(inboxId: string): string {
    return this.base + this.token(inboxId);
  }

  /** Under which the inbox is found. */
  hashOf(token: string): string {
    return createHash('sha256').update(token).digest('base64url');
  }

  token(inboxId: string): string {
    return this.derive('anika inbox token', inboxId, TOKEN_BYTES).toString('base64url');
  }

  /** `whsec_…`, as Standard Webhooks has it. */
  secret(inboxId: string): string {
    return `whsec_${this.derive('anika inbox secret', inboxId, SECRET_BYTES).toString('base64')}`;
  }

  private derive(purpose: string, inboxId: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, inboxId, purpose, bytes));
  }
}
