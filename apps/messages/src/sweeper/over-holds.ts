import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { HoldDocument } from '../mongo/documents';
import { Queues } from '../queues/queues';
import { Recipients } from '../replays/recipients';

/** Calls to topics at the same time. */
const PAGE = 20;

/** Finds the holds whose reason may be over, and queues their release. The release itself looks again before it sends. */
@Injectable()
export class OverHolds {
  constructor(
    private readonly collections: Collections,
    private readonly queues: Queues,
    private readonly recipients: Recipients,
  ) {}

  /** @param told hears of each page that was looked at, and how many of it are over. */
  async queueOver(told: (count: number) => Promise<void>): Promise<number> {
    let count = 0;
    let page: HoldDocument[] = [];
    const queue = async () => {
      const isOver = await Promise.all(page.map((hold) => this.isOver(hold)));
      const over = page.filter((_, index) => isOver[index]);
      await this.queues.releaseLost(over.map(({ _id, topicId }) => ({ subscriptionId: _id, topicId })));
      count += over.length;
      await told(over.length);
      page = [];
    };
    for await (const hold of this.collections.holds.find()) {
      page.push(hold);
      if (page.length === PAGE) await queue();
    }
    await queue();
    return count;
  }

  /** Nothing is in the way any more, or the subscription, the topic or the right is gone and what is held is to be discarded. */
  private async isOver({ _id: subscriptionId, until }: HoldDocument): Promise<boolean> {
    if (until && until.getTime() > Date.now()) return false;
    // While topics is away this throws: every other hold would wait for its timeout, too.
    const recipient = await this.recipients.find(subscriptionId);
    const state = recipient ? await this.recipients.stateOf(recipient) : 'gone';
    return state === 'ready' || state === 'gone';
  }
}
