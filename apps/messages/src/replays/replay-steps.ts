import { type HoldReason, lowestId, timeOfId } from '@anika/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import { type EntitledRecipient, holdReasonOf, type Recipient, Recipients } from './recipients';
import { RedeliveryWrites } from './redelivery-writes';
import { ReplayFilters } from './replay-filters';
import { ReplaySelections } from './replay-selections';
import { ReplayStore } from './replay-store';
import { Stride } from '../mongo/stride';

const PAGE = 200;
/**
 * With more than this waiting already nothing is added: a cancelled replay soon ends, and a slow endpoint is not buried. Who is paused
 * may be so for long: its replay does not wait for that.
 */
const ENOUGH_WAITING = 200;

/** One step of a replay: counting, or one page. Each can be repeated after a crash at any point. */
@Injectable()
export class ReplaySteps {
  private readonly logger = new Logger('Replay');

  constructor(
    private readonly collections: Collections,
    private readonly filters: ReplayFilters,
    private readonly recipients: Recipients,
    private readonly selections: ReplaySelections,
    private readonly store: ReplayStore,
    private readonly writes: RedeliveryWrites,
  ) {}

  /** Answers whether another step may follow at once; false when it has ended, must wait or is another replica's. */
  async step(id: string, stride: Stride): Promise<boolean> {
    const replay = await this.store.take(id);
    if (!replay) return false;
    const recipient = await this.recipients.find(replay.subscriptionId);
    const state = recipient ? await this.recipients.stateOf(recipient) : 'gone';
    if (!recipient) return this.end(replay, 'failed', 'subscription_deleted');
    if (state === 'gone') return this.end(replay, 'failed', 'access_revoked');
    if (replay.count === undefined) return this.count(replay, recipient);
    const reason = holdReasonOf(state);
    if (replay.page) return this.settle(replay, replay.page, replay.nextCursor!, reason);
    if (timeOfId(replay.cursor) >= replay.to.getTime()) return this.end(replay, 'done');
    if (state === 'ready' && (await this.waiting(replay)) > ENOUGH_WAITING) return false;
    return this.nextPage(replay, { recipient, reason }, stride);
  }

  private async count(replay: ReplayDocument, recipient: Recipient): Promise<boolean> {
    const { _id: replayId, subscriptionId, only, done, cursor } = replay;
    const progress = { done, cursor };
    const goOn = () => this.store.save(replayId, progress);
    const { count } = await this.selections.count(replay, recipient, goOn);
    this.logger.log({ replayId, subscriptionId, only, count }, 'replay begins');
    return this.store.save(replayId, { ...progress, count });
  }

  /** The page is stored before it is queued, so that whoever repeats it counts the same deliveries. */
  private async nextPage(
    replay: ReplayDocument,
    { recipient, reason }: EntitledRecipient,
    stride: Stride,
  ): Promise<boolean> {
    const to = stride.end(timeOfId(replay.cursor), replay.to.getTime());
    const begun = performance.now();
    const found = await this.selections.messages(replay, { after: replay.cursor, to }, PAGE);
    const isFull = found.length === PAGE;
    stride.adapt(performance.now() - begun, isFull);
    const nextCursor = isFull ? found.at(-1)! : lowestId('message', to);
    const keep = this.filters.keeping(replay, recipient);
    const page = keep ? await keep(found) : found;
    if (page.length === 0) return this.store.save(replay._id, { cursor: nextCursor });
    if (!(await this.store.save(replay._id, { page, nextCursor }))) return false;
    return this.settle(replay, page, nextCursor, reason);
  }

  private async settle(
    replay: ReplayDocument,
    page: readonly string[],
    cursor: string,
    reason: HoldReason,
  ): Promise<boolean> {
    const queued = await this.writes.queue(replay, page, reason);
    return this.store.save(replay._id, { done: replay.done + queued, cursor });
  }

  private waiting({ subscriptionId }: ReplayDocument): Promise<number> {
    const parked = `h.${subscriptionId}`;
    return this.collections.deliveries.countDocuments({ parked }, { limit: ENOUGH_WAITING + 1 });
  }

  private async end(replay: ReplayDocument, state: 'done' | 'failed', reason?: string): Promise<false> {
    const { _id: replayId, subscriptionId, only, count, done } = replay;
    if (await this.store.end(replayId, state, reason))
      this.logger.log({ replayId, subscriptionId, only, state, reason, count, done }, 'replay ended');
    return false;
  }
}
