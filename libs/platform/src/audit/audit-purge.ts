import { lowestId } from '@anika/contracts';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { BASE_CONFIG } from '../config/base-config';
import { Rounds } from '../timing/rounds';
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
  private readonly rounds: Rounds;

  constructor(
    @Inject(BASE_CONFIG) private readonly config: PurgeConfig,
    private readonly store: AuditStore,
  ) {
    const idleMs = config.PURGE_SECONDS * 1000;
    const firstMs = Math.min(FIRST_MS, idleMs);
    this.rounds = new Rounds(() => this.purge(), { name: 'Deleting old audit entries', idleMs, firstMs });
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async purge(): Promise<boolean> {
    const before = lowestId('auditEntry', Date.now() - this.config.AUDIT_DAYS * DAY_MS);
    const count = await this.store.purge(before);
    if (count > 0) this.logger.log(`${count} audit entries deleted: older than they are kept`);
    return count > 0;
  }
}
