import { setTimeout as delay } from 'node:timers/promises';
import { AnikaError, type PartnerLimits, type TopicSnapshot } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { MessagesConfig } from '../messages.config';
import { type Admission, PublisherPace } from './publisher-pace';

type PublishLimit = Pick<PartnerLimits, 'messagesPerSecond' | 'deliveriesPerSecond' | 'messageBytes'>;

/** What may be published at once after a quiet time. */
const BURST_MS = 1000;
const PATIENCE_MS = 1000;
/** Requests, with bodies of up to 4 MiB, of all partners in this process. */
const MAX_WAITING = 100;

/** How fast and how much a partner may publish. */
@Injectable()
export class PublishLimits {
  private waiting = 0;

  constructor(
    private readonly config: MessagesConfig,
    private readonly pace: PublisherPace,
  ) {}

  /**
   * Takes so many messages from what the topic's owner may publish; answers the headers that say how much is left. Who has none left
   * waits for its turn within a second, or for a second to be refused: that slows a hasty publisher down, also one that asks again at once.
   *
   * @throws {AnikaError} RATE_LIMITED
   */
  async take(snapshot: TopicSnapshot, messages: number): Promise<Record<string, string>> {
    const costMs = this.costMs(snapshot);
    const patience = this.waiting < MAX_WAITING ? PATIENCE_MS : 0;
    const work = { cost: costMs * messages, burst: BURST_MS, patience };
    const admission = await this.pace.admit(snapshot.ownerId, work);
    if (!admission) return {};
    const waited = Math.min(admission.waitMs, patience);
    await this.wait(waited);
    if (admission.isAdmitted) return headersOf(admission, costMs);
    throw refusal(admission, costMs, admission.waitMs - waited);
  }

  /** @throws {AnikaError} PAYLOAD_TOO_LARGE */
  assertSize(snapshot: TopicSnapshot, text: string): void {
    const { messageBytes } = this.limitOf(snapshot);
    if (Buffer.byteLength(text) > messageBytes)
      throw new AnikaError('PAYLOAD_TOO_LARGE', { detail: `A message may have ${messageBytes} bytes.` });
  }

  private async wait(ms: number): Promise<void> {
    if (ms <= 0) return;
    this.waiting += 1;
    await delay(ms);
    this.waiting -= 1;
  }

  /** The time that a message takes of its publisher's: its share of a second by its own limit or by that of its deliveries. */
  private costMs(snapshot: TopicSnapshot): number {
    const { messagesPerSecond, deliveriesPerSecond } = this.limitOf(snapshot);
    const deliveries = snapshot.activeSubscriptions ?? 0;
    return 1000 * Math.max(1 / messagesPerSecond, deliveries / deliveriesPerSecond);
  }

  private limitOf({ ownerLimits }: TopicSnapshot): PublishLimit {
    return {
      messagesPerSecond: ownerLimits?.messagesPerSecond ?? this.config.LIMIT_MESSAGES_PER_SECOND,
      deliveriesPerSecond: ownerLimits?.deliveriesPerSecond ?? this.config.LIMIT_DELIVERIES_PER_SECOND,
      messageBytes: ownerLimits?.messageBytes ?? this.config.LIMIT_MESSAGE_BYTES,
    };
  }
}

/** In messages to this topic; the reset is when the whole burst is there again, in seconds. */
function headersOf({ debtMs }: Admission, costMs: number): Record<string, string> {
  return {
    'ratelimit-limit': String(Math.max(1, Math.floor(BURST_MS / costMs))),
    'ratelimit-remaining': String(Math.max(0, Math.ceil((BURST_MS - debtMs) / costMs))),
    'ratelimit-reset': String(Math.ceil(debtMs / 1000)),
  };
}

function refusal(admission: Admission, costMs: number, leftMs: number): AnikaError {
  return new AnikaError('RATE_LIMITED', {
    detail:
      'Your company publishes faster than its limits allow. Wait as many seconds as `Retry-After` says.',
    headers: {
      ...headersOf(admission, costMs),
      'ratelimit-remaining': '0',
      'retry-after': String(Math.max(1, Math.ceil(leftMs / 1000))),
    },
  });
}
