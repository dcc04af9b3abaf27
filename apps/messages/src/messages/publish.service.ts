import {
  type AcceptedMessage,
  AnikaError,
  BatchItem,
  type BatchResult,
  type BatchResults,
  type Identity,
  type PublishMessage,
  timeOfId,
  type TopicSnapshot,
} from '@anika/contracts';
import { fieldErrors, type KnownVersion, toAnikaError } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { MessageContracts } from '../contracts/message-contracts';
import { PublishLimits } from '../limits/publish-limits';
import type { MessageDocument } from '../mongo/documents';
import { fieldTokens } from '../search/field-tokens';
import { assertNotErased } from './assert-not-erased';
import { digest, idempotencyHash, nextIdempotencyHash } from './idempotency-hash';
import { createdAtOf } from './message-answers';
import { MessageWriter, type NewMessage } from './message-writer';
import { cutData, cutItems } from './publish-body';
import { TopicReader } from './topic-reader';

const KEY_LIFE_MS = 24 * 60 * 60_000;

/** A request's body: its exact bytes, and the topic's version as it is being read meanwhile. */
export interface Published {
  readonly topicId: string;
  readonly rawBody: Buffer;
  readonly knownVersion: Promise<KnownVersion> | undefined;
  /** Of the answer. */
  readonly setHeaders: (headers: Readonly<Record<string, string>>) => unknown;
}

/** One message with the text that it was sent as. */
interface Sent {
  readonly message: PublishMessage;
  readonly text: string;
  readonly idempotencyKey: string | undefined;
}

@Injectable()
export class PublishService {
  constructor(
    private readonly contracts: MessageContracts,
    private readonly limits: PublishLimits,
    private readonly topics: TopicReader,
    private readonly writer: MessageWriter,
  ) {}

  async publish(
    identity: Identity,
    message: PublishMessage,
    idempotencyKey: string | undefined,
    { topicId, rawBody, knownVersion, setHeaders }: Published,
  ): Promise<AcceptedMessage> {
    const text = rawBody.toString('utf8');
    const data = dataOf(text);
    const snapshot = await this.topics.assertPublishes(identity, topicId, knownVersion);
    setHeaders(await this.limits.take(snapshot, 1));
    const checked = await this.check(identity, snapshot, { message, text, idempotencyKey }, data);
    const written = await this.writeOnce(checked);
    return { id: written._id, topicId, type: written.type, createdAt: createdAtOf(written) };
  }

  /** Each item is accepted or refused by itself, in the order of the request. */
  async publishBatch(
    identity: Identity,
    { topicId, rawBody, knownVersion, setHeaders }: Published,
  ): Promise<BatchResults> {
    const texts = cutItems(rawBody.toString('utf8'));
    const snapshot = await this.topics.assertPublishes(identity, topicId, knownVersion);
    setHeaders(await this.limits.take(snapshot, texts.length));
    const checked = texts.map((text) => this.checkItem(identity, snapshot, text));
    const results: Promise<BatchResult>[] = [];
    // They are written in their order, however long the check of one takes.
    for (const [index, item] of checked.entries()) results.push(this.writeItem(await item, index));
    return { results: await Promise.all(results) };
  }

  private async checkItem(
    identity: Identity,
    snapshot: TopicSnapshot,
    text: string,
  ): Promise<NewMessage | AnikaError> {
    try {
      const { idempotencyKey, ...message } = parseItem(text);
      return await this.check(identity, snapshot, { message, text, idempotencyKey }, dataOf(text));
    } catch (error) {
      return toAnikaError(error);
    }
  }

  private async writeItem(checked: NewMessage | AnikaError, index: number): Promise<BatchResult> {
    try {
      if (checked instanceof AnikaError) throw checked;
      const { _id: id } = await this.writeOnce(checked);
      return { index, status: 202, id };
    } catch (error) {
      const { status, code, message, errors } = toAnikaError(error);
      return { index, status, code, detail: message, ...(errors && { errors: [...errors] }) };
    }
  }

  /** The message to be written, when size and contract let it. */
  private async check(
    { partnerId }: Identity,
    snapshot: TopicSnapshot,
    { message, text, idempotencyKey }: Sent,
    data: string,
  ): Promise<NewMessage> {
    this.limits.assertSize(snapshot, text);
    await this.contracts.assertKept(snapshot, message, data);
    const { topicId, version } = snapshot;
    return {
      topicId,
      topicVersion: version,
      publisherId: partnerId,
      type: message.type,
      ...(message.occurredAt !== undefined && { occurredAt: new Date(message.occurredAt) }),
      data,
      ...fieldTokens(snapshot, message.data),
      ...(idempotencyKey !== undefined && {
        idem: idempotencyHash(partnerId, topicId, idempotencyKey),
        bodyHash: digest(text),
      }),
    };
  }

  /**
   * With a key: the message of an earlier publish of the same bytes. One that is older than a day has used the key up; the key made of
   * key and message stands in for it, the same one for everybody. (Taking the key from the old message would do on MongoDB;
   * secantusd-rs never lets go of a unique value that was unset.)
   */
  private async writeOnce(message: NewMessage): Promise<MessageDocument> {
    const written = await this.writer.write(message);
    if (timeOfId(written._id) < Date.now() - KEY_LIFE_MS)
      return this.writeOnce({ ...message, idem: nextIdempotencyHash(message.idem!, written._id) });
    // Not a second time by a retry that comes late.
    assertNotErased(written);
    if (written.bodyHash !== message.bodyHash) throw new AnikaError('IDEMPOTENCY_MISMATCH');
    return written;
  }
}

function dataOf(text: string): string {
  const data = cutData(text);
  if (data === undefined) throw new AnikaError('MALFORMED_JSON');
  return data;
}

function parseItem(text: string): BatchItem {
  const result = BatchItem.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  throw new AnikaError('VALIDATION_FAILED', { errors: fieldErrors(result.error.issues, 'body') });
}
