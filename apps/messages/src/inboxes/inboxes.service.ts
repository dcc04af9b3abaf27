import {
  AnikaError,
  type CreatedInbox,
  type CreateInbox,
  type Identity,
  type Inbox,
  isId,
  newId,
  type Page,
  type PageQuery,
  timeOfId,
  type UpdateInbox,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections, DURABLE } from '../mongo/collections';
import type { InboxDocument } from '../mongo/documents';
import { isDuplicateKey } from '../mongo/duplicate-key';
import { InboxKeys } from './inbox-keys';

const LIFE_MS = 24 * 60 * 60_000;
const MAX_INBOXES = 10;

/** Test inboxes of partners. MongoDB removes them some time after their end; from the end on nobody finds them. */
@Injectable()
export class InboxesService {
  constructor(
    private readonly collections: Collections,
    private readonly keys: InboxKeys,
  ) {}

  /** @throws {AnikaError} LIMIT_REACHED */
  async create({ partnerId }: Identity, { answerWith }: CreateInbox): Promise<CreatedInbox> {
    const { inboxes } = this.collections;
    await inboxes.deleteMany({ partnerId, expiresAt: { $lte: new Date() } });
    const _id = newId('inbox');
    const inbox = {
      _id,
      partnerId,
      tokenHash: this.keys.hashOf(this.keys.token(_id)),
      answerWith,
      expiresAt: new Date(timeOfId(_id) + LIFE_MS),
    };
    for (let place = 0; place < MAX_INBOXES; place += 1) {
      if (await isInserted(inboxes.insertOne({ ...inbox, place }, DURABLE)))
        return { ...this.toInbox(inbox), secret: this.keys.secret(_id) };
    }
    throw new AnikaError('LIMIT_REACHED', {
      detail: `A company may have ${MAX_INBOXES} test inboxes at a time. Delete one, or wait for its end.`,
    });
  }

  /** Newest first. */
  async list({ partnerId }: Identity, { limit, cursor }: PageQuery): Promise<Page<Inbox>> {
    const before = readCursor(cursor, (id) => isId('inbox', id));
    const rows = await this.collections.inboxes
      .find({
        partnerId,
        expiresAt: { $gt: new Date() },
        ...(before !== undefined && { _id: { $lt: before } }),
      })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .toArray();
    return toPage(
      rows,
      limit,
      (row) => row._id,
      (row) => this.toInbox(row),
    );
  }

  async get(identity: Identity, id: string): Promise<Inbox> {
    return this.toInbox(await this.own(identity, id));
  }

  async update(identity: Identity, id: string, { answerWith }: UpdateInbox): Promise<Inbox> {
    const inbox = await this.own(identity, id);
    if (answerWith === undefined) return this.toInbox(inbox);
    await this.collections.inboxes.updateOne({ _id: id }, { $set: { answerWith } }, DURABLE);
    return this.toInbox({ ...inbox, answerWith });
  }

  /** The inbox first: what arrives afterwards finds none. */
  async delete(identity: Identity, id: string): Promise<void> {
    await this.own(identity, id);
    await this.collections.inboxes.deleteOne({ _id: id }, DURABLE);
    await this.collections.inboxRequests.deleteMany({ inboxId: id });
  }

  /** @throws {AnikaError} NOT_FOUND unless it is the caller's and still there. */
  async own({ partnerId }: Identity, id: string): Promise<InboxDocument> {
    const inbox = await this.collections.inboxes.findOne({ _id: id, partnerId });
    if (!inbox || inbox.expiresAt.getTime() <= Date.now())
      throw new AnikaError('NOT_FOUND', { detail: `There is no inbox ${id}.` });
    return inbox;
  }

  private toInbox({ _id, answerWith, expiresAt }: Omit<InboxDocument, 'place'>): Inbox {
    return {
      id: _id,
      url: this.keys.url(_id),
      answerWith,
      createdAt: new Date(timeOfId(_id)).toISOString(),
      expiresAt: expiresAt.toISOString(),
    };
  }
}

/** False when the place is taken. */
async function isInserted(insertion: Promise<unknown>): Promise<boolean> {
  try {
    await insertion;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
