import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections, DURABLE } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { ErasedMessages } from './erased-messages';

type Filter = mongo.Filter<DeliveryDocument>;
type Update = mongo.UpdateFilter<DeliveryDocument>;

const WAITING = ['held', 'retrying', 'dead'] as const;
const NOTHING_DUE = { dueAt: '', claim: '', parked: '' } as const;

/** Ends the deliveries of erased messages, and takes away what endpoints answered. */
@Injectable()
export class ErasedDeliveries {
  constructor(
    private readonly collections: Collections,
    private readonly messages: ErasedMessages,
  ) {}

  /** All of these messages. One that is being attempted may finish: whoever records that looks again. */
  end(messageIds: readonly string[]): Promise<void> {
    return this.endThose({ messageId: { $in: [...messageIds] } }, WAITING);
  }

  /** Those that were taken for an attempt and found no message to send; answers which of them. */
  async endClaimed(deliveries: readonly DeliveryDocument[], claim: string): Promise<ReadonlySet<string>> {
    const erased = new Set(await this.messages.among(deliveries.map(({ messageId }) => messageId)));
    const ids = deliveries.filter(({ messageId }) => erased.has(messageId)).map(({ _id }) => _id);
    if (ids.length > 0) await this.endThose({ _id: { $in: ids }, claim }, [...WAITING, 'pending']);
    return new Set(ids);
  }

  /**
   * To be called after outcomes are recorded. An erasure is announced first, marks then and ends deliveries last, so that one of both sees
   * the other. What was delivered has nothing to end and no answer kept.
   */
  async endRecorded(outcomes: readonly Outcome[]): Promise<void> {
    const open = outcomes.filter(({ result }) => result.state !== 'delivered');
    if (open.length === 0 || !(await this.messages.mayBeIn(open.map(({ topicId }) => topicId)))) return;
    const erased = await this.messages.among(
      open.map(({ deliveryId }) => parseDeliveryId(deliveryId)!.messageId),
    );
    if (erased.length > 0) await this.end(erased);
  }

  private async endThose(those: Filter, states: readonly DeliveryDocument['state'][]): Promise<void> {
    const state = { $in: [...states] };
    // What had been delivered before stays so.
    await this.update(
      { ...those, state, redelivery: true },
      { $set: { state: 'delivered' }, $unset: { ...NOTHING_DUE, reason: '', redelivery: '' } },
    );
    await this.update(
      { ...those, state },
      { $set: { state: 'discarded', reason: 'erased' }, $unset: NOTHING_DUE },
    );
    const { claim: _claim, ...all } = those;
    await this.update(all, {
      $set: { erased: true },
      $unset: { 'attempts.$[].response': '', 'attempts.$[].requestHeaders': '' },
    });
  }

  private async update(filter: Filter, update: Update): Promise<void> {
    await this.collections.deliveries.updateMany(filter, update, DURABLE);
  }
}
