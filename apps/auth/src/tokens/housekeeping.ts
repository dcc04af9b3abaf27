import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

const HOUR_MS = 60 * 60_000;

/** Removes what has expired. Running it twice at once does no harm. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Housekeeping.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly source: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.clean().catch((error: unknown) => this.logger.warn(error));
    }, HOUR_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async clean(): Promise<void> {
    await this.source.query('DELETE FROM refresh_token WHERE expires_at < now()');
    await this.source.query('DELETE FROM session WHERE expires_at < now()');
    await this.source.query(`DELETE FROM login_failure WHERE at < now() - interval '1 day'`);
    await this.source.query('DELETE FROM password_reset WHERE expires_at < now()');
    await this.source.query(`DELETE FROM invitation WHERE expires_at < now() - interval '30 days'`);
    // Longer than a mail is tried, and than an event is told again after a failure.
    await this.source.query(`DELETE FROM notice_event WHERE at < now() - interval '25 hours'`);
    await this.source.query('DELETE FROM signing_key WHERE expires_at < now()');
  }
}
