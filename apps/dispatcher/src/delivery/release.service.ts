import { setTimeout as delay } from 'node:timers/promises';
import {
  ClaimHeld,
  type DeliveryUnit,
  EndHold,
  errorCode,
  type ReleaseJob,
  type SnapshotSubscription,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Admission } from '../admission/admission';
import { Pauses } from '../admission/pauses';
import { settled } from '../fan-out/settled';
import { Outcomes } from '../outcomes/outcomes';
import { standingOf } from '../targets/standing';
import { ByteBudget } from '../workers/byte-budget';
import { Departures } from './departures';

const AT_ONCE = 50;
const MEGABYTE = 1024 * 1024;
const MEMORY_BYTES = 128 * MEGABYTE;
/** More is not claimed at once: messages answers with the oldest that fit. */
const CLAIM_BYTES = 4 * MEGABYTE;
/** A release that has much to do goes to the back of the queue now and then: other subscriptions wait there. */
const TURN_MS = 5000;
/** While a window is full with quick attempts, a place is soon free. */
const BREATH_MS = 20;

/** How much of what is held may be taken now, or until when (if at all) the release must wait. */
type Room = { readonly limit: number } | { readonly until: Date | undefined };

/** Works off what is held for a subscription, oldest first, until nothing is left or it must wait again. */
@Injectable()
export class ReleaseService {
  private readonly memory = new ByteBudget(MEMORY_BYTES);

  constructor(
    private readonly admission: Admission,
    private readonly departures: Departures,
    @InjectRpc('messages') private readonly messages: RpcClient,
    private readonly outcomes: Outcomes,
    private readonly pauses: Pauses,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** Answers when to go on; undefined when nothing is left, or when somebody else will call for it. */
  async release({ subscriptionId, topicId }: ReleaseJob): Promise<Date | undefined> {
    const turnOver = Date.now() + TURN_MS;
    while (Date.now() < turnOver) {
      const room = await this.room(topicId, subscriptionId);
      if ('until' in room) return room.until;
      const { claimed, rev } = await this.attemptOldest(subscriptionId, room.limit);
      if (claimed > 0) continue;
      const { ended } = await this.messages.call(EndHold, { subscriptionId, rev });
      // Something was held while the last ones were sent: go on. Without a hold there is nothing to end.
      if (ended || rev === 0) return undefined;
    }
    return new Date();
  }

  /** What is claimed is in memory until its attempts have ended. */
  private attemptOldest(subscriptionId: string, limit: number): Promise<{ claimed: number; rev: number }> {
    return this.memory.spend(CLAIM_BYTES, async (needsOnly) => {
      const { units, rev } = await this.messages.call(ClaimHeld, { subscriptionId, limit });
      needsOnly(units.reduce((bytes, { message }) => bytes + message.data.length, 0));
      await settled(units.map((unit) => this.attempt(unit)));
      return { claimed: units.length, rev };
    });
  }

  private async attempt(unit: DeliveryUnit): Promise<void> {
    await this.outcomes.record(await this.departures.again(unit));
  }

  private async room(topicId: string, subscriptionId: string): Promise<Room> {
    const [snapshot] = await Promise.all([this.snapshot(topicId), this.pauses.refresh(topicId)]);
    const subscription = snapshot?.subscriptions.find(({ id }) => id === subscriptionId);
    // Gone, or without a right: what is held is taken to be discarded.
    if (!snapshot || !subscription) return { limit: AT_ONCE };
    const { verdict } = standingOf(snapshot, subscriptionId, subscription.partnerId);
    if (verdict === 'discard') return { limit: AT_ONCE };
    // Paused, disabled or suspended: whoever ends that calls for the release.
    if (verdict === 'hold') return { until: undefined };
    return this.roomAtEndpoint(topicId, subscription);
  }

  private async roomAtEndpoint(topicId: string, subscription: SnapshotSubscription): Promise<Room> {
    let room = this.admission.room(topicId, subscription);
    if (room === 0) {
      await delay(BREATH_MS);
      room = this.admission.room(topicId, subscription);
    }
    if (typeof room !== 'number') return { until: room.until };
    if (room > 0) return { limit: Math.min(room, AT_ONCE) };
    return { until: this.admission.askAgainAt(topicId, subscription) };
  }

  private async snapshot(topicId: string): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(topicId);
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
