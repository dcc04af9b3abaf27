import {
  type Attempt,
  type DeliveryUnit,
  errorCode,
  LOOK_VALID_MS,
  type Outcome,
  type SnapshotSubscription,
  type TopicSnapshot,
} from '@anika/contracts';
import { SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Admission } from '../admission/admission';
import type { Signal, Ticket } from '../admission/endpoint-window';
import { Pauses } from '../admission/pauses';
import { Attempts } from '../attempts/attempts';
import { Erasures } from '../targets/erasures';
import { standingOf } from '../targets/standing';
import { heldIfPaused, outcomeOfUnit } from './units';

/** Either the delivery did not go, and why; or its attempt is under way. */
export type Departure = { readonly outcome: Outcome } | { readonly attempt: Promise<Outcome> };

/** A topic, and which of a job's messages were erased. */
export interface Seen {
  /** When looking began, in milliseconds of `performance.now()`. */
  readonly at: number;
  /** Undefined for a topic that is gone. */
  readonly snapshot: TopicSnapshot | undefined;
  readonly erased: ReadonlySet<string>;
}

/** A process that is too busy to act upon what it saw looks again so many times. */
const LOOKS = 5;

/** The way of every delivery, fresh or again: is it still allowed, is there a place for it, then the attempt. */
@Injectable()
export class Departures {
  constructor(
    private readonly admission: Admission,
    private readonly attempts: Attempts,
    private readonly erasures: Erasures,
    private readonly pauses: Pauses,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** A message of a fan-out, whose topic has just been looked at. */
  fresh(unit: DeliveryUnit, { at, snapshot, erased }: Seen): Promise<Departure> {
    return this.begin(unit, { at, snapshot, isErased: erased.has(unit.message.id) }, false);
  }

  /** A retry or a release, awaited to its end. */
  async again(unit: DeliveryUnit): Promise<Outcome> {
    const [look] = await Promise.all([this.look(unit), this.pauses.refresh(unit.message.topicId)]);
    const departure = await this.begin(unit, look, true);
    return 'outcome' in departure ? departure.outcome : departure.attempt;
  }

  private async begin(unit: DeliveryUnit, look: Look, isAgain: boolean): Promise<Departure> {
    const may = mayGo(unit, look);
    if ('outcome' in may) return may;
    const { topicId } = may.snapshot;
    const entry = await this.admission.enter({ topicId, subscription: may.subscription, isAgain });
    if ('held' in entry) return { outcome: outcomeOfUnit(unit, entry.held) };
    const { ticket } = entry;
    if (isValid(look)) return { attempt: this.attempt(unit, may, ticket) };
    const mayStill = await this.lookAgain(unit).catch((error: unknown) => {
      this.admission.leave(ticket, 'neutral');
      throw error;
    });
    if (!('outcome' in mayStill)) return { attempt: this.attempt(unit, mayStill, ticket) };
    this.admission.leave(ticket, 'neutral');
    return mayStill;
  }

  /** Until it can be acted upon before it is too old. */
  private async lookAgain(unit: DeliveryUnit): Promise<MayGo> {
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const look = await this.look(unit);
      const may = mayGo(unit, look);
      if ('outcome' in may || isValid(look)) return may;
    }
    return { outcome: outcomeOfUnit(unit, { state: 'held', reason: 'busy' }) };
  }

  private async attempt(
    unit: DeliveryUnit,
    { snapshot, subscription }: Allowed,
    ticket: Ticket,
  ): Promise<Outcome> {
    const { message, generation, attemptsUsed, attemptNumber } = unit;
    let outcome: Outcome;
    let signal: Signal = 'neutral';
    try {
      const shipment = { snapshot, subscription, message, generation, attemptsUsed, attemptNumber };
      outcome = await this.attempts.make(shipment);
      signal = signalOf(outcome.attempt);
    } finally {
      this.admission.leave(ticket, signal);
    }
    if (outcome.attempt?.error === undefined) return outcome;
    if (await this.isElsewhere(unit, subscription.url)) return { ...outcome, isOfFormerUrl: true };
    return heldIfPaused(outcome, this.admission.pauseAt(ticket));
  }

  /** Whether the subscription has got another endpoint meanwhile, whose retry waits for no pause of the old one, and whose health is its own. */
  private async isElsewhere(unit: DeliveryUnit, url: string): Promise<boolean> {
    const snapshot = await this.snapshot(unit).catch(() => undefined);
    return (
      snapshot !== undefined &&
      !snapshot.subscriptions.some((one) => one.id === unit.subscriptionId && one.url === url)
    );
  }

  private async look(unit: DeliveryUnit): Promise<Look> {
    const { topicId, id } = unit.message;
    const at = performance.now();
    const [snapshot, isErased] = await Promise.all([this.snapshot(unit), this.erasures.has(topicId, id)]);
    return { at, snapshot, isErased };
  }

  /** Undefined for a topic that is gone. */
  private async snapshot({ message }: DeliveryUnit): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(message.topicId, { minVersion: message.topicVersion });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}

/** What decides whether a delivery may go. */
interface Look {
  /** As in `Seen`. */
  readonly at: number;
  readonly snapshot: TopicSnapshot | undefined;
  readonly isErased: boolean;
}
interface Allowed {
  readonly snapshot: TopicSnapshot;
  readonly subscription: SnapshotSubscription;
}
type MayGo = Allowed | { readonly outcome: Outcome };

const isValid = ({ at }: Look): boolean => performance.now() - at <= LOOK_VALID_MS;

function mayGo(unit: DeliveryUnit, { snapshot, isErased }: Look): MayGo {
  if (isErased) return { outcome: outcomeOfUnit(unit, { state: 'discarded', reason: 'erased' }) };
  if (!snapshot) return { outcome: outcomeOfUnit(unit, { state: 'discarded', reason: 'topic_deleted' }) };
  const { subscriptionId, partnerId, generation, message } = unit;
  const version = generation === 0 ? message.topicVersion : undefined;
  const standing = standingOf(snapshot, subscriptionId, partnerId, version);
  if (standing.verdict !== 'send') return { outcome: outcomeOfUnit(unit, standing.result) };
  return { snapshot, subscription: standing.subscription };
}

/** What an attempt says about the endpoint's capacity. An address that is refused is never asked. */
function signalOf(attempt: Attempt | undefined): Signal {
  if (attempt?.error === undefined) return 'success';
  if (attempt.error === 'blocked-address') return 'neutral';
  return attempt.error === 'timeout' ? 'timeout' : 'failure';
}
