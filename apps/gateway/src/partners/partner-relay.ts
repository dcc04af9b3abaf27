import { ApplyPartners, PartnerFeedPosition } from '@anika/contracts';
import { InjectRpc, RpcClient } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { AuthFeed } from './auth-feed';

const PERIOD_MS = 1000;

/**
 * Carries auth's partner changes to topics, once a second. topics remembers the position, so any number of gateways may relay and
 * a topics database that was restored gets what it lacks.
 */
@Injectable()
export class PartnerRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PartnerRelay.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;

  constructor(
    private readonly feed: AuthFeed,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.round().finally(() => this.schedule(PERIOD_MS));
    }, delayMs);
  }

  /** An outage is told once at its beginning and once at its end. */
  private async round(): Promise<void> {
    try {
      await this.relay();
      if (this.failing) this.logger.log('partners are relayed again');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn(`partners are not relayed: ${String(error)}`);
      this.failing = true;
    }
  }

  private async relay(): Promise<void> {
    let { seq } = await this.topics.call(PartnerFeedPosition, {});
    let stored: number;
    do {
      stored = seq;
      const partners = await this.feed.changesAfter(stored);
      if (partners.length === 0) return;
      ({ seq } = await this.topics.call(ApplyPartners, { partners: [...partners] }));
    } while (seq > stored && !this.stopped);
  }
}
