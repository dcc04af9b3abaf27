import {
  type DeliveryUnit,
  deliveryId,
  errorCode,
  type FanOutJob,
  LoadMessages,
  type Outcome,
  type SnapshotSubscription,
  type StoredMessage,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache, within } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { Admission } from '../admission/admission';
import { Pauses } from '../admission/pauses';
import { Departures, type Seen } from '../delivery/departures';
import { outcomeOfUnit } from '../delivery/units';
import { DispatcherConfig } from '../dispatcher.config';
import { Outcomes } from '../outcomes/outcomes';
import { Unrecorded } from '../outcomes/unrecorded';
import { Erasures } from '../targets/erasures';
import { targetsOf } from '../targets/standing';
import { wanting } from '../targets/wanted';
import { partnerOf } from './fan-out-job';
import { settled } from './settled';
import { TopicView } from './topic-view';
import { type Start, Turns } from './turns';

/** An attempt that takes longer leaves its batch: it must not hold up the job. */
const PATIENCE_MS = 1000;
const CLAIM_MS = 20_000;
const HEADROOM = 1.25;
/** Deliveries that this process begins at the same time, and those of one partner among them. */
const LIMITS = { total: 1000, share: 500, pace: 8 };

/** Outcomes of one partner that are not recorded yet when its next deliveries begin: of some seconds, in which the store is slow. */
const MAX_UNRECORDED = 8000;

/** What goes on for one message. */
interface Work {
  readonly partner: string;
  readonly view: TopicView;
  readonly recordings: Promise<void>[];
}

/** Finds the targets of messages and makes the first attempt for each. */
@Injectable()
export class FanOutService {
  private readonly logger = new Logger(FanOutService.name);
  private readonly turns = new Turns(LIMITS);
  private readonly late = new Set<Promise<void>>();
  private readonly unrecorded = new Unrecorded(MAX_UNRECORDED);

  constructor(
    private readonly admission: Admission,
    private readonly config: DispatcherConfig,
    private readonly departures: Departures,
    private readonly erasures: Erasures,
    @InjectRpc('messages') private readonly messages: RpcClient,
    private readonly outcomes: Outcomes,
    private readonly pauses: Pauses,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** Resolves when every target of every message has a recorded outcome. */
  async fanOut(job: FanOutJob): Promise<void> {
    const { topicId, messageIds, from, recheck = false } = job;
    const [{ messages, existing }, { at, snapshot: current, erased }] = await Promise.all([
      this.messages.call(LoadMessages, { messageIds, recheck }, { to: from }),
      this.look(topicId, messageIds),
      this.pauses.refresh(topicId),
    ]);
    const newest = messages.reduce((version, message) => Math.max(version, message.topicVersion), 0);
    const snapshot = current && current.version < newest ? await this.snapshot(topicId, newest) : current;
    const read = () => this.look(topicId, messageIds, newest);
    const view = new TopicView({ at, snapshot, erased }, read);
    const known = new Set(existing);
    const all = messages.map(async (message) => {
      if (snapshot) {
        const work: Work = { partner: partnerOf(job), view, recordings: [] };
        const units = this.units(snapshot, message, known, work);
        try {
          await this.turns.run(work.partner, units, this.perSecond(snapshot));
        } finally {
          // Also when one failed: the job runs again then, and sends what is not recorded.
          await settled(work.recordings);
        }
      }
      this.outcomes.close(message.id);
    });
    await settled(all);
  }

  /** When the jobs are done, attempts that left their batch are still under way, and their outcomes to be recorded. */
  async settle(): Promise<void> {
    await Promise.all(this.late);
    await this.outcomes.drain();
  }

  /** Made when it is the message's turn: many wait in line. */
  private *units(
    snapshot: TopicSnapshot,
    message: StoredMessage,
    existing: ReadonlySet<string>,
    work: Work,
  ): Generator<Start> {
    const paused: DeliveryUnit[] = [];
    for (const target of wanting(snapshot, message, targetsOf(snapshot, message.topicVersion))) {
      const unit = unitOf(message, target);
      if (existing.has(unit.deliveryId)) continue;
      if (this.admission.pauseOf(snapshot.topicId, target)) paused.push(unit);
      else yield () => this.begin(work, unit);
    }
    // They will be held: nobody else waits for that.
    for (const unit of paused) yield () => this.begin(work, unit);
  }

  /** A little more than the publisher may ask for: what has piled up is worked off, too. */
  private perSecond({ ownerLimits }: TopicSnapshot): number {
    return HEADROOM * (ownerLimits?.deliveriesPerSecond ?? this.config.LIMIT_DELIVERIES_PER_SECOND);
  }

  private async begin(work: Work, unit: DeliveryUnit): Promise<void> {
    const seen = await work.view.now();
    // Its messages and deliveries are gone, or going: a record would stay behind.
    if (!seen.snapshot || seen.snapshot.state === 'deleting') return;
    const departure = await this.departures.fresh(unit, seen);
    const outcome = 'outcome' in departure ? departure.outcome : await within(departure.attempt, PATIENCE_MS);
    if (outcome) return this.record(work, outcome);
    const dueAt = new Date(Date.now() + CLAIM_MS).toISOString();
    await this.record(work, outcomeOfUnit(unit, { state: 'pending', dueAt }));
    if ('attempt' in departure) this.recordLater(departure.attempt);
  }

  private record({ partner, recordings }: Work, outcome: Outcome): Promise<void> {
    const recording = this.outcomes.record(outcome);
    recordings.push(recording);
    return this.unrecorded.add(partner, recording);
  }

  /** When it can't be recorded, the delivery is due again after its claim, and the endpoint hears of it twice. */
  private recordLater(attempt: Promise<Outcome>): void {
    const recording = attempt
      .then((outcome) => this.outcomes.record(outcome))
      .catch((error: unknown) => this.logger.warn(`An outcome could not be recorded: ${String(error)}`))
      .finally(() => this.late.delete(recording));
    this.late.add(recording);
  }

  private async look(topicId: string, messageIds: readonly string[], minVersion?: number): Promise<Seen> {
    const at = performance.now();
    const [snapshot, erased] = await Promise.all([
      this.snapshot(topicId, minVersion),
      this.erasures.among(topicId, messageIds),
    ]);
    return { at, snapshot, erased };
  }

  /** Undefined for a topic that is gone: then there are no targets. */
  private async snapshot(topicId: string, minVersion?: number): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(topicId, { minVersion });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}

/** A delivery that does not exist yet. */
function unitOf(message: StoredMessage, { id, partnerId }: SnapshotSubscription): DeliveryUnit {
  return {
    deliveryId: deliveryId(message.id, id),
    subscriptionId: id,
    partnerId,
    generation: 0,
    attemptsUsed: 0,
    attemptNumber: 1,
    message,
  };
}
