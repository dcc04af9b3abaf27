import { AnikaError, INBOX_TOKEN, type Inbox, type InboxRequest, newId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { Webhook } from 'standardwebhooks';
import { Collections } from '../mongo/collections';
import { InboxKeys } from './inbox-keys';

const MAX_BYTES = 64 * 1024;
const KEPT_REQUESTS = 100;
const SIGNATURE_HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

type Headers = Readonly<Record<string, string>>;

/** Takes what anybody sends to a test inbox. */
@Injectable()
export class InboxReceiver {
  constructor(
    private readonly collections: Collections,
    private readonly keys: InboxKeys,
  ) {}

  /** Answers the status to answer. @throws {AnikaError} NOT_FOUND, PAYLOAD_TOO_LARGE */
  async receive(token: string, headers: Headers, bytes: Buffer): Promise<Inbox['answerWith']> {
    const inbox = INBOX_TOKEN.test(token)
      ? await this.collections.inboxes.findOne({ tokenHash: this.keys.hashOf(token) })
      : null;
    // Never the token: it is what lets somebody in.
    if (!inbox || inbox.expiresAt.getTime() <= Date.now())
      throw new AnikaError('NOT_FOUND', { detail: 'There is no such inbox, or it is over.' });
    if (bytes.length > MAX_BYTES)
      throw new AnikaError('PAYLOAD_TOO_LARGE', { detail: 'A test inbox takes 64 KiB at a time.' });
    const { _id: inboxId, answerWith, expiresAt } = inbox;
    await this.collections.inboxRequests.insertOne({
      _id: newId('inboxRequest'),
      inboxId,
      headers,
      body: new mongo.Binary(bytes),
      signature: this.verify(inboxId, headers, bytes),
      answeredWith: answerWith,
      expiresAt,
    });
    await this.removeOldest(inboxId);
    return answerWith;
  }

  /** After the insert: of several at once, the last one sees them all. */
  private async removeOldest(inboxId: string): Promise<void> {
    const { inboxRequests } = this.collections;
    const ids = await inboxRequests.find({ inboxId }, { projection: { _id: 1 } }).toArray();
    const old = ids
      .map(({ _id }) => _id)
      .toSorted()
      .slice(0, -KEPT_REQUESTS);
    if (old.length > 0) await inboxRequests.deleteMany({ _id: { $in: old } });
  }

  private verify(inboxId: string, headers: Headers, bytes: Buffer): InboxRequest['signature'] {
    if (SIGNATURE_HEADERS.some((name) => !headers[name])) return 'missing';
    try {
      new Webhook(this.keys.secret(inboxId)).verify(bytes, headers, { jsonParse: false });
      return 'valid';
    } catch {
      return 'invalid';
    }
  }
}
