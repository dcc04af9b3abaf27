import {
  type Attempt,
  deliveryId,
  DisableSubscription,
  type Outcome,
  type SnapshotSubscription,
  type StoredMessage,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, Metrics, type RpcClient } from '@anika/platform';
import {
  type AttemptResult,
  type AttemptTimings,
  DEFAULT_LIMITS,
  deliveryBody,
  EndpointAgent,
  grantOf,
  sendAttempt,
  signatureHeaders,
  visibleData,
} from '@anika/webhooks';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import packageJson from '../../../../package.json';
import { endpointOf, Pauses } from '../admission/pauses';
import { DispatcherConfig } from '../dispatcher.config';
import { decide } from './decide';
import { shownHeaders } from './shown-headers';
import { SubscriptionSecrets } from './subscription-secrets';

/** One message on its way to one subscription. */
export interface Shipment {
  readonly snapshot: TopicSnapshot;
  readonly subscription: SnapshotSubscription;
  readonly message: StoredMessage;
  readonly generation: number;
  /** Before this attempt. */
  readonly attemptsUsed: number;
  /** Of this attempt, counted over all generations. */
  readonly attemptNumber: number;
}

/** An attempt that was made, with its request's headers as they may be shown. */
type Sent = AttemptResult & { readonly requestHeaders?: Record<string, string> };

const USER_AGENT = `ANIKA/${packageJson.version}`;

/** Makes attempts: body, signature, request, and what the answer means. */
@Injectable()
export class Attempts implements OnApplicationShutdown {
  private readonly logger = new Logger(Attempts.name);
  private readonly durations;
  private readonly endToEnd;
  private readonly limits;

  constructor(
    private readonly agent: EndpointAgent,
    private readonly config: DispatcherConfig,
    private readonly pauses: Pauses,
    private readonly secrets: SubscriptionSecrets,
    @InjectRpc('topics') private readonly topics: RpcClient,
    metrics: Metrics,
  ) {
    this.limits = { ...DEFAULT_LIMITS, totalMs: config.ATTEMPT_TIMEOUT_MS };
    this.durations = metrics.histogram('anika_attempt_seconds', 'Duration of attempts', ['outcome']);
    this.endToEnd = metrics.histogram(
      'anika_end_to_end_seconds',
      'From acceptance to the first successful attempt',
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.close();
  }

  /** Attempts the delivery and answers the outcome to be recorded. Never throws. */
  async make(shipment: Shipment): Promise<Outcome> {
    const at = new Date();
    return this.toOutcome(shipment, at, await this.sendOrFail(shipment, at));
  }

  /** A request to the endpoint that belongs to no delivery: the test event. */
  async sendTest(shipment: Shipment): Promise<Attempt> {
    const at = new Date();
    return toAttempt(shipment, at, await this.send(shipment, at));
  }

  /** What cannot even be prepared (a secret that no master key opens) is a failed attempt: it must not hold up its message. */
  private async sendOrFail(shipment: Shipment, at: Date): Promise<Sent> {
    try {
      return await this.send(shipment, at);
    } catch (error) {
      this.logger.error(error);
      const message = 'The webhook could not be prepared: a fault on our side.';
      return { outcome: 'failure', error: { class: 'other', message }, durationMs: 0 };
    }
  }

  private async send({ snapshot, subscription, message, attemptNumber }: Shipment, at: Date): Promise<Sent> {
    const body = deliveryBody({
      id: message.id,
      type: message.type,
      timestamp: message.createdAt,
      occurredAt: message.occurredAt,
      topic: { id: message.topicId, name: snapshot.name },
      publisher: { id: message.publisherId },
      data: visibleData(grantOf(snapshot, subscription.partnerId), message.data),
    });
    const custom = this.secrets.headers(subscription);
    const headers = {
      ...custom,
      'content-type': 'application/json',
      'user-agent': USER_AGENT,
      'anika-delivery-id': deliveryId(message.id, subscription.id),
      'anika-attempt': String(attemptNumber),
      ...signatureHeaders({
        id: message.id,
        timestamp: Math.floor(at.getTime() / 1000),
        body,
        secrets: this.secrets.signing(subscription, at.getTime()),
      }),
    };
    const { url } = subscription;
    const result = await sendAttempt({ url, headers, body, limits: this.limits, dispatcher: this.agent });
    return { ...result, requestHeaders: shownHeaders(headers, custom) };
  }

  private async toOutcome(shipment: Shipment, at: Date, result: Sent): Promise<Outcome> {
    const { snapshot, subscription, message, generation } = shipment;
    const attemptsUsed = shipment.attemptsUsed + 1;
    const verdict = decide({
      result,
      attemptsUsed,
      schedule: subscription.retrySchedule ?? this.config.DELIVERY_SCHEDULE,
      jitter: this.config.DELIVERY_JITTER,
      now: new Date(),
    });
    this.durations.observe({ outcome: result.error?.class ?? 'success' }, result.durationMs / 1000);
    // A replay sends what is old by intention.
    if (verdict.state === 'delivered' && generation === 0)
      this.endToEnd.observe((Date.now() - Date.parse(message.createdAt)) / 1000);
    if (verdict.state === 'held' && verdict.reason === 'disabled') await this.disable(subscription);
    if (result.retryAfter) {
      const pause = { reason: 'retry_after', until: result.retryAfter } as const;
      this.pauses.note(endpointOf(snapshot.topicId, subscription), pause);
    }
    return {
      deliveryId: deliveryId(message.id, subscription.id),
      topicId: snapshot.topicId,
      partnerId: subscription.partnerId,
      publisherId: message.publisherId,
      generation,
      attemptsUsed,
      result: verdict,
      attempt: toAttempt(shipment, at, result),
    };
  }

  private async disable({ id, url }: SnapshotSubscription): Promise<void> {
    try {
      await this.topics.call(DisableSubscription, { subscriptionId: id, reason: 'gone', url });
    } catch (error) {
      this.logger.warn(`${id} answered 410 and could not be disabled: ${String(error)}`);
    }
  }
}

function toAttempt({ attemptNumber }: Shipment, at: Date, result: Sent): Attempt {
  const { durationMs, timings, statusCode, error, response, requestHeaders } = result;
  return {
    number: attemptNumber,
    at: at.toISOString(),
    durationMs,
    ...(timings && { timings: partsOf(timings) }),
    ...(statusCode !== undefined && { statusCode }),
    ...(error && { error: error.class, errorMessage: error.message }),
    ...(error && response !== undefined && { response }),
    ...(error && requestHeaders && { requestHeaders }),
  };
}

/** Without the total, which is the attempt's duration. */
function partsOf({ totalMs: _totalMs, ...parts }: AttemptTimings): Attempt['timings'] {
  return parts;
}
