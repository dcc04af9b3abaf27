import { createHash } from 'node:crypto';
import { FindEventsTopic } from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { MessageWriter } from '../messages/message-writer';

export interface PlatformEvent {
  /** Whom it concerns. */
  readonly partnerId: string;
  readonly type:
    | 'subscription.failing'
    | 'subscription.disabled'
    | 'subscription.recovered'
    | 'delivery.dead'
    | 'topic.deliveries_expired'
    | 'messages.erased';
  /** The same event twice, after a crash, is one message. */
  readonly key: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const MAX_PARTNERS = 10_000;

/** Tells partners what concerns them: a message in their events topic, delivered like any other. */
@Injectable()
export class PlatformEvents {
  private readonly logger = new Logger(PlatformEvents.name);
  private readonly topicIds = new LRUCache<string, string>({ max: MAX_PARTNERS });

  constructor(
    private readonly snapshots: SnapshotCache,
    @InjectRpc('topics') private readonly topics: RpcClient,
    private readonly writer: MessageWriter,
  ) {}

  /** @throws {AnikaError} SERVICE_UNAVAILABLE when topics or MongoDB are away: to be told again. */
  async tell({ partnerId, type, key, data }: PlatformEvent): Promise<void> {
    const topicId = await this.topicOf(partnerId);
    if (topicId === undefined) return;
    const { version } = await this.snapshots.get(topicId);
    const digest = createHash('sha256').update(`event\n${partnerId}\n${key}`).digest('base64url');
    const text = JSON.stringify(data);
    await this.writer.write({
      topicId,
      topicVersion: version,
      publisherId: partnerId,
      type,
      data: text,
      idem: digest,
      bodyHash: digest,
    });
    this.logger.log({ partnerId, type, ...data }, 'told');
  }

  async isAboutEvents(topicId: string): Promise<boolean> {
    return (await this.snapshots.get(topicId)).kind === 'events';
  }

  private async topicOf(partnerId: string): Promise<string | undefined> {
    const known = this.topicIds.get(partnerId);
    if (known !== undefined) return known;
    const { topicId } = await this.topics.call(FindEventsTopic, { partnerId });
    if (topicId === null) return undefined;
    this.topicIds.set(partnerId, topicId);
    return topicId;
  }
}
