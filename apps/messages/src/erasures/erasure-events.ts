import type { TopicSnapshot } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { PlatformEvents } from '../events/platform-events';
import { Collections } from '../mongo/collections';

/** Tells those who may have got messages that they were erased, so that they can erase what they keep. */
@Injectable()
export class ErasureEvents {
  constructor(
    private readonly collections: Collections,
    private readonly events: PlatformEvents,
  ) {}

  /** Who is granted now may have read them by list or feed, who is not any more may have been sent them. */
  async tell(
    erasureId: string,
    { topicId, grants }: TopicSnapshot,
    messageIds: readonly string[],
  ): Promise<void> {
    const sentTo = await this.sentTo(messageIds);
    const partners = new Set([...grants.map(({ partnerId }) => partnerId), ...sentTo]);
    const key = `${erasureId} ${messageIds[0]}`;
    await Promise.all(
      [...partners].map((partnerId) =>
        this.events.tell({ partnerId, type: 'messages.erased', key, data: { topicId, messageIds } }),
      ),
    );
  }

  private async sentTo(messageIds: readonly string[]): Promise<string[]> {
    const deliveries = this.collections.deliveries.find(
      { messageId: { $in: [...messageIds] } },
      { projection: { partnerId: 1, state: 1, attempts: 1 } },
    );
    const sent = (await deliveries.toArray()).filter(
      ({ state, attempts }) => attempts.length > 0 || state === 'pending',
    );
    return sent.map(({ partnerId }) => partnerId);
  }
}
