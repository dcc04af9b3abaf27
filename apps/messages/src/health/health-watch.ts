import { AnikaError, SetHealth, type SubscriptionHealth } from '@anika/contracts';
import { InjectRpc, Rounds, type RpcClient } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PlatformEvents } from '../events/platform-events';
import { MessagesConfig } from '../messages.config';
import { Collections } from '../mongo/collections';
import type { HealthDocument } from '../mongo/documents';
import { Recipients } from '../replays/recipients';
import { Lease } from '../sweeper/lease';
import { nextStep } from './health-rules';

const DAY_MS = 24 * 3_600_000;
const MAX_REST_MS = 30_000;

/**
 * Looks at the ailing subscriptions now and then and tells what changed: first topics, then the partner, then it is noted as told.
 * One replica at a time does; twice at once tells nothing twice.
 */
@Injectable()
export class HealthWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(HealthWatch.name);
  private readonly disableAfterMs: number;
  private readonly rounds: Rounds;

  constructor(
    config: MessagesConfig,
    private readonly collections: Collections,
    private readonly events: PlatformEvents,
    private readonly recipients: Recipients,
    private readonly lease: Lease,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {
    this.disableAfterMs = config.DISABLE_AFTER_DAYS * DAY_MS;
    this.rounds = new Rounds(() => this.round(), {
      name: "The watch of the endpoints' health",
      idleMs: config.SWEEPER_SECONDS * 1000,
      maxRestMs: MAX_REST_MS,
    });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  private async round(): Promise<boolean> {
    if (!(await this.lease.take('health'))) return false;
    for await (const document of this.collections.health.find()) {
      if (this.rounds.isStopped) break;
      try {
        await this.look(document);
      } catch (error) {
        // While topics or MongoDB is away every other subscription would wait for it, too.
        if (!(error instanceof AnikaError) || error.status === 503) throw error;
        this.logger.warn(`${document._id} is left to the next round: ${String(error)}`);
      }
    }
    return false;
  }

  private async look(document: HealthDocument): Promise<void> {
    const next = nextStep(document, this.disableAfterMs, Date.now());
    switch (next.step) {
      case 'none':
        return;
      case 'failing':
        await this.tellFailing(document, next.told);
        return;
      case 'disabled':
        await this.tell(document, 'disabled', `${document.failingSince.getTime()}`);
        await this.forget(document);
        return;
      case 'gone':
        // When it could not be disabled, or is another endpoint's by now, there is nothing to tell.
        if ((await this.recipients.find(document._id))?.status === 'disabled')
          await this.event(document, 'disabled', `${document.lastFailureAt.getTime()}`);
        await this.collections.health.deleteOne({ _id: document._id });
        return;
      case 'recovered':
        // Who did not hear that it fails need not hear that it recovered.
        if (document.told === undefined) await this.isSet(document, 'recovered');
        else await this.tell(document, 'recovered', `${document.failingSince.getTime()}`);
        // A failure since then has begun a new count in the same document: it stays.
        await this.collections.health.deleteOne({ _id: document._id, recoveredAt: document.recoveredAt! });
    }
  }

  private async tellFailing(document: HealthDocument, percentOfTime: number): Promise<void> {
    const { _id, failingSince } = document;
    const key = `${failingSince.getTime()} ${percentOfTime}`;
    if (!(await this.tell(document, 'failing', key, { percentOfTime }))) return;
    const told = { $set: { told: percentOfTime } };
    const { matchedCount } = await this.collections.health.updateOne({ _id, failingSince }, told);
    // It was put back to work in this moment, and what was told first now is not true of it any more.
    if (matchedCount === 0 && document.told === undefined) await this.isSet(document, 'recovered');
  }

  /** False when there was nothing to tell any more. */
  private async tell(
    document: HealthDocument,
    state: 'failing' | 'disabled' | 'recovered',
    key: string,
    more: object = {},
  ): Promise<boolean> {
    const isSet = await this.isSet(document, state);
    await (isSet ? this.event(document, state, key, more) : this.forget(document));
    return isSet;
  }

  /** What has begun since it was read stays. */
  private async forget({ _id, failingSince }: HealthDocument): Promise<void> {
    await this.collections.health.deleteOne({ _id, failingSince, isGone: { $exists: false } });
  }

  /** False when the subscription is gone, or has been put back to work. */
  private async isSet(
    document: HealthDocument,
    state: 'failing' | 'disabled' | 'recovered',
  ): Promise<boolean> {
    const health = this.healthOf(document, state === 'recovered' ? 'healthy' : state);
    const { known } = await this.topics.call(SetHealth, {
      subscriptionId: document._id,
      health,
      wasFailing: document.told !== undefined,
    });
    return known;
  }

  private async event(
    document: HealthDocument,
    state: 'failing' | 'disabled' | 'recovered',
    key: string,
    more: object = {},
  ): Promise<void> {
    const { _id: subscriptionId, topicId, partnerId, failures, recoveredAt } = document;
    const { failingSince, ...rest } = this.healthOf(document, 'failing');
    await this.events.tell({
      partnerId,
      type: `subscription.${state}`,
      key: `${subscriptionId} ${state} ${key}`,
      data: {
        subscriptionId,
        topicId,
        failingSince,
        failures,
        ...(state === 'recovered' ? { recoveredAt: recoveredAt?.toISOString() } : rest),
        ...more,
        state,
      },
    });
  }

  private healthOf(
    { failingSince, lastFailureAt, lastError }: HealthDocument,
    state: SubscriptionHealth['state'],
  ): SubscriptionHealth {
    if (state === 'healthy') return { state };
    const disablesAt = new Date(failingSince.getTime() + this.disableAfterMs).toISOString();
    return {
      state,
      failingSince: failingSince.toISOString(),
      lastFailureAt: lastFailureAt.toISOString(),
      lastError,
      ...(state === 'failing' && { disablesAt }),
    };
  }
}
