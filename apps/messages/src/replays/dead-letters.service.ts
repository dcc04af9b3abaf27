import {
  type AuditRecord,
  errorCode,
  type RedriveDeadLetters,
  type Redrive,
  type RedriveCount,
  type Replay,
} from '@anika/contracts';
import { type AuditCaller, AuditTrail, newAuditRecord } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { lowestDelivery } from '../deliveries/lowest-delivery';
import { Collections } from '../mongo/collections';
import { Recipients } from './recipients';
import type { NewReplay } from './replay-store';
import { ReplaysService } from './replays.service';

/** Subscriptions that are asked for at the same time. */
const PAGE = 20;

type Range = Omit<RedriveDeadLetters, 'dryRun'>;

/** How many dead letters a subscription has. */
interface Parked {
  readonly _id: string;
  readonly count: number;
}

interface Begun {
  readonly count: number;
  readonly replay?: Replay;
}

/** Dead letters of all partners, for operators: counts and ids alone. */
@Injectable()
export class DeadLettersService {
  constructor(
    private readonly collections: Collections,
    private readonly recipients: Recipients,
    private readonly replays: ReplaysService,
    private readonly audit: AuditTrail,
  ) {}

  /** One replay per subscription that may be sent to, now or when it is resumed; one that has two already is left out. */
  async redrive(
    { dryRun, ...range }: RedriveDeadLetters,
    caller: AuditCaller,
  ): Promise<Redrive | RedriveCount> {
    const found = await this.bySubscription(range);
    const begun: Begun[] = [];
    for (let start = 0; start < found.length; start += PAGE) {
      const page = found.slice(start, start + PAGE);
      const some = await Promise.all(
        page.map((parked) => this.begin(parked, range, dryRun ? undefined : caller)),
      );
      begun.push(...some.filter((one) => one !== undefined));
    }
    const count = sumOf(begun);
    const skipped = sumOf(found) - count;
    if (dryRun) return { count, skipped, complete: true };
    return { count, skipped, replays: begun.flatMap(({ replay }) => replay ?? []) };
  }

  /** Undefined when nothing can ever be sent to it. Without a caller it is only counted. */
  private async begin(
    { _id, count }: Parked,
    { from, to }: Range,
    caller: AuditCaller | undefined,
  ): Promise<Begun | undefined> {
    const recipient = await this.recipients.find(_id);
    if (!recipient || (await this.recipients.stateOf(recipient)) === 'gone') return undefined;
    if (!caller) return { count };
    const wanted: NewReplay = { recipient, from, to, only: 'dead', startedBy: 'operator' };
    const replay = await this.tryToAdd(wanted, caller);
    return replay && { count, replay };
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

  /** Counted all at once: one subscription after the other would take an operator's patience. */
  private bySubscription({ subscriptionId, from, to }: Range): Promise<Parked[]> {
    const parked = subscriptionId === undefined ? { $gte: 'd.', $lt: 'd/' } : `d.${subscriptionId}`;
    const _id = {
      $gte: lowestDelivery(from === undefined ? 0 : Date.parse(from)),
      $lt: lowestDelivery(to === undefined ? Date.now() + 1 : Date.parse(to)),
    };
    return this.collections.deliveries
      .aggregate<Parked>([
        { $match: { parked, _id } },
        { $group: { _id: '$subscriptionId', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ])
      .toArray();
  }
}

const sumOf = (counted: readonly { readonly count: number }[]): number =>
  counted.reduce((sum, { count }) => sum + count, 0);
