import {
  type AuditRecord,
  errorCode,
  lowestId,
  type RedriveDeadLetters,
  type Redrive,
  type Replay,
  type ReplayCount,
  suffixOf,
} from '@anika/contracts';
import { type AuditCaller, AuditTrail, newAuditRecord } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import { Recipients } from './recipients';
import type { NewReplay } from './replay-store';
import { ReplaysService } from './replays.service';

/** Dead letters of all partners, for operators: counts and ids alone. */
@Injectable()
export class DeadLettersService {
  constructor(
    private readonly collections: Collections,
    private readonly recipients: Recipients,
    private readonly replays: ReplaysService,
    private readonly audit: AuditTrail,
  ) {}

  /** One replay per subscription that may be sent to now; one that has two already is left out. */
  async redrive(
    { dryRun, ...wanted }: RedriveDeadLetters,
    caller: AuditCaller,
  ): Promise<Redrive | ReplayCount> {
    let count = 0;
    let complete = true;
    const replays: Replay[] = [];
    for (const subscriptionId of await this.subscriptions(wanted)) {
      const recipient = await this.recipients.find(subscriptionId);
      if (!recipient || (await this.recipients.stateOf(recipient)) !== 'ready') continue;
      const { from, to } = wanted;
      const replay: NewReplay = { recipient, from, to, only: 'dead', startedBy: 'operator' };
      const found = await this.replays.count(replay);
      if (found.count === 0) continue;
      const added = dryRun ? undefined : await this.tryToAdd(replay, caller);
      if (!dryRun && !added) continue;
      count += found.count;
      complete &&= found.complete;
      if (added) replays.push(added);
    }
    return dryRun ? { count, complete } : { count, replays };
  }

  /** An entry in the log of each partner concerned. */
  private async tryToAdd(replay: NewReplay, origin: AuditCaller): Promise<Replay | undefined> {
    const { id, partnerId, topicId } = replay.recipient;
    const record = newAuditRecord({
      action: 'replay.start',
      actor: origin.actor,
      partnerId,
      object: { type: 'replay' },
      related: [
        { type: 'subscription', id },
        { type: 'topic', id: topicId },
      ],
      origin,
    });
    const done = ({ id: replayId }: Replay): AuditRecord => ({
      ...record,
      object: { type: 'replay', id: replayId },
      outcome: { result: 'done' },
    });
    try {
      return await this.audit.run(record, () => this.replays.add(replay), done);
    } catch (error) {
      if (errorCode(error) === 'TOO_MANY_REPLAYS') return undefined;
      throw error;
    }
  }

  private async subscriptions({
    subscriptionId,
    from,
    to,
  }: Omit<RedriveDeadLetters, 'dryRun'>): Promise<string[]> {
    if (subscriptionId !== undefined) return [subscriptionId];
    const lowest = (time: number) => `dlv_${suffixOf(lowestId('message', time))}`;
    const found = await this.collections.deliveries
      .aggregate<{ _id: string }>([
        {
          $match: {
            parked: { $gte: 'd.', $lt: 'd/' },
            _id: {
              $gte: lowest(from === undefined ? 0 : Date.parse(from)),
              $lt: lowest(to === undefined ? Date.now() : Date.parse(to)),
            },
          },
        },
        { $group: { _id: '$subscriptionId' } },
      ])
      .toArray();
    return found.map(({ _id }) => _id).toSorted();
  }
}
