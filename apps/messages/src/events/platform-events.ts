import { createHash } from 'node:crypto';
import { FindEventsTopic, type PlatformEvent } from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { MessageWriter } from '../messages/message-writer';
import { Notices } from './notices';

const MAX_PARTNERS = 10_000;
/** Well before whoever asked stops waiting, so that what is told by then is known. */
const TELL_MS = 1000;

/** Tells partners what concerns them: a message in their events topic, delivered like any other. */
@Injectable()
export class PlatformEvents {
  private readonly logger = new Logger(PlatformEvents.name);
  private readonly topicIds = new LRUCache<string, string>({ max: MAX_PARTNERS });

  constructor(
    private readonly snapshots: SnapshotCache,
    @InjectRpc('topics') private readonly topics: RpcClient,
    private readonly writer: MessageWriter,
    private readonly notices: Notices,
  ) {}

  /** @throws {AnikaError} SERVICE_UNAVAILABLE when topics or MongoDB are away: to be told again. */
  async tell(event: PlatformEvent): Promise<void> {
    // Mails wait for no topic: there may be none, and what fails here is told again under the same key.
    this.notices.add(event);
    const { partnerId, type, key, data } = event;
    const topicId = await this.topicOf(partnerId);
    if (topicId === undefined) return;
    const { version } = await this.snapshots.get(topicId);
    const digest = createHash('sha256').update(`event\n${partnerId}\n${key}`).digest('base64url');
    const text = JSON.stringify(data);
    const { _id } = await this.writer.write({
      topicId,
      topicVersion: version,
      publisherId: partnerId,
      type,
      data: text,
      idem: digest,
      bodyHash: digest,
    });
    // Not the event itself: people's own words are in it, and what endpoints answer.
    this.logger.log({ partnerId, topicId, type, messageId: _id }, 'told');
  }

  /** Tells those of one partner in their order, as many as it can in a second; answers the keys of those that are told. */
  async tellAll(events: readonly PlatformEvent[]): Promise<string[]> {
    const until = performance.now() + TELL_MS;
    const partners = new Set(events.map(({ partnerId }) => partnerId));
    const ofPartners = [...partners].map((id) => events.filter(({ partnerId }) => partnerId === id));
    const told = await Promise.all(ofPartners.map((ofOne) => this.tellInOrder(ofOne, until)));
    return told.flat();
  }

  /** The first in any case: however slow, there is an end to it. */
  private async tellInOrder(events: readonly PlatformEvent[], until: number): Promise<string[]> {
    const told: string[] = [];
    try {
      for (const event of events) {
        await this.tell(event);
        told.push(event.key);
        if (performance.now() > until) break;
      }
    } catch (error) {
      this.logger.warn(`${events[told.length]!.partnerId} is not told yet: ${String(error)}`);
    }
    return told;
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
