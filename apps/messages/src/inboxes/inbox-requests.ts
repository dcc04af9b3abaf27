import { isUtf8 } from 'node:buffer';
import {
  type Identity,
  type InboxRequest,
  isId,
  type Page,
  type PageQuery,
  timeOfId,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { InboxRequestDocument } from '../mongo/documents';
import { InboxesService } from './inboxes.service';

/** What test inboxes have received, for their owners. */
@Injectable()
export class InboxRequests {
  constructor(
    private readonly collections: Collections,
    private readonly inboxes: InboxesService,
  ) {}

  async list(identity: Identity, inboxId: string, { limit, cursor }: PageQuery): Promise<Page<InboxRequest>> {
    await this.inboxes.own(identity, inboxId);
    const before = readCursor(cursor, (id) => isId('inboxRequest', id));
    const rows = await this.collections.inboxRequests
      .find({ inboxId, ...(before !== undefined && { _id: { $lt: before } }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .toArray();
    return toPage(rows, limit, (row) => row._id, toRequest);
  }

  async clear(identity: Identity, inboxId: string): Promise<void> {
    await this.inboxes.own(identity, inboxId);
    await this.collections.inboxRequests.deleteMany({ inboxId });
  }
}

function toRequest({ _id, headers, body, signature, answeredWith }: InboxRequestDocument): InboxRequest {
  const bytes = Buffer.from(body.value());
  const encoding = isUtf8(bytes) ? 'utf8' : 'base64';
  const messageId = headers['webhook-id'];
  const attempt = Number(headers['anika-attempt']);
  return {
    id: _id,
    receivedAt: new Date(timeOfId(_id)).toISOString(),
    headers,
    body: bytes.toString(encoding),
    encoding,
    size: bytes.length,
    ...(messageId !== undefined && isId('message', messageId) && { messageId }),
    ...(Number.isSafeInteger(attempt) && attempt > 0 && { attempt }),
    signature,
    answeredWith,
  };
}
