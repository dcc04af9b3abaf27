import { lowestId } from '@anika/contracts';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BASE_CONFIG } from '../config/base-config';
import { AuditStore } from './audit-store';

const DAY_MS = 24 * 60 * 60_000;
/** After a start: a replica that is restarted each hour purges, too. */
const FIRST_MS = 60_000;

interface PurgeConfig {
  readonly AUDIT_DAYS: number;
  readonly PURGE_SECONDS: number;
}

/** Deletes entries that are older than they are kept, batch by batch. */
@Injectable()
export class AuditPurge implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditPurge.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    @Inject(BASE_CONFIG) private readonly config: PurgeConfig,
    private readonly store: AuditStore,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(Math.min(FIRST_MS, this.config.PURGE_SECONDS * 1000));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(ms: number): void {
    if (this.isStopping) return;
    this.timer = setTimeout(() => {
      this.running = this.purge()
        .catch((error: unknown) => this.logger.warn(`Old audit entries are not deleted: ${String(error)}`))
        .then(() => this.schedule(this.config.PURGE_SECONDS * 1000));
    }, ms);
  }

  private async purge(): Promise<void> {
    const before = lowestId('auditEntry', Date.now() - this.config.AUDIT_DAYS * DAY_MS);
    let total = 0;
    let count: number;
    do {
      count = await this.store.purge(before);
      total += count;
    } while (count > 0 && !this.isStopping);
    if (total > 0) this.logger.log(`${total} audit entries deleted: older than they are kept`);
  }
}
