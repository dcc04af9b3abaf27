import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { within } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { PlatformEvents } from './platform-events';

const PATIENCE_MS = 500;

/** Tells subscribers of deliveries that are given up. Those of events themselves are not told: that would never end. */
@Injectable()
export class DeadLetterEvents {
  private readonly logger = new Logger(DeadLetterEvents.name);

  constructor(private readonly events: PlatformEvents) {}

  /** Waits a moment, so that an event is seldom lost with the process; never longer, as outcomes wait behind it. */
  async tell(outcomes: readonly Outcome[]): Promise<void> {
    const dead = outcomes.filter(({ result }) => result.state === 'dead');
    if (dead.length === 0) return;
    await within(Promise.all(dead.map((outcome) => this.tellOne(outcome))), PATIENCE_MS);
  }

  private async tellOne({
    deliveryId,
    topicId,
    partnerId,
    generation,
    attemptsUsed,
    attempt,
    result,
  }: Outcome): Promise<void> {
    try {
      if (result.state !== 'dead' || (await this.events.isAboutEvents(topicId))) return;
      await this.events.tell({
        partnerId,
        type: 'delivery.dead',
        key: `dead ${deliveryId}.${generation}`,
        data: {
          deliveryId,
          ...parseDeliveryId(deliveryId),
          topicId,
          reason: result.reason,
          attempts: attemptsUsed,
          ...(attempt && { lastError: attempt.error, lastAttemptAt: attempt.at }),
        },
      });
    } catch (error) {
      this.logger.warn(`${deliveryId} is dead, which could not be told: ${String(error)}`);
    }
  }
}
