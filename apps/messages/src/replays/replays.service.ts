import {
  AnikaError,
  type Identity,
  isId,
  type Page,
  type PageQuery,
  type Replay,
  type ReplayCount,
  type StartReplay,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import { Recipients } from './recipients';
import { toReplay } from './replay-answers';
import { ReplayRunner } from './replay-runner';
import { ReplaySelections } from './replay-selections';
import { describeReplay, type NewReplay, ReplayStore } from './replay-store';

const COUNT_MS = 10_000;

/** Replays of a partner's own subscriptions. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly collections: Collections,
    private readonly recipients: Recipients,
    private readonly runner: ReplayRunner,
    private readonly selections: ReplaySelections,
    private readonly store: ReplayStore,
  ) {}

  /** @throws {AnikaError} NOT_FOUND, SUBSCRIPTION_INACTIVE, TOO_MANY_REPLAYS. */
  async start(
    identity: Identity,
    subscriptionId: string,
    { dryRun, ...wanted }: StartReplay,
  ): Promise<Replay | ReplayCount> {
    const { recipient } = await this.recipients.ownEntitled(identity, subscriptionId);
    const replay: NewReplay = { ...wanted, recipient, startedBy: 'subscriber' };
    return dryRun ? this.count(replay) : this.add(replay);
  }

  /** For somebody who waits: what could be counted in a few seconds. */
  private count(replay: NewReplay): Promise<ReplayCount> {
    const deadline = Date.now() + COUNT_MS;
    const isInTime = () => Promise.resolve(Date.now() < deadline);
    return this.selections.count(describeReplay(replay), replay.recipient, isInTime);
  }

  async add(wanted: NewReplay): Promise<Replay> {
    const replay = describeReplay(wanted);
    await this.store.insert(replay);
    this.runner.begin();
    return toReplay(replay);
  }

  async get(identity: Identity, id: string): Promise<Replay> {
    return toReplay(await this.find(identity, id));
  }

  /** Newest first. */
  async list(
    identity: Identity,
    subscriptionId: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<Replay>> {
    await this.recipients.own(identity, subscriptionId);
    const before = readCursor(cursor, (id) => isId('replay', id));
    const rows = await this.collections.replays
      .find({ subscriptionId, ...(before !== undefined && { _id: { $lt: before } }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .toArray();
    return toPage(rows, limit, (row) => row._id, toReplay);
  }

  /** Nothing more is queued; what is queued already still goes out. */
  async cancel(identity: Identity, id: string): Promise<void> {
    await this.find(identity, id);
    await this.store.end(id, 'cancelled');
  }

  private async find({ partnerId }: Identity, id: string): Promise<ReplayDocument> {
    const replay = await this.collections.replays.findOne({ _id: id, partnerId });
    if (!replay) throw new AnikaError('NOT_FOUND', { detail: `There is no replay ${id}.` });
    return replay;
  }
}
