import { Logger } from '@nestjs/common';

export interface RoundsOptions {
  /** Who works, as the log names it. */
  readonly name: string;
  /** Milliseconds between rounds that found nothing to do. */
  readonly idleMs: number;
  /** Milliseconds before the first round, if it is not to wait as long as that. */
  readonly firstMs?: number;
  /** After failures the rest doubles, up to this; as long as ever when it is left out. */
  readonly maxRestMs?: number;
}

/**
 * Repeats a piece of work, one round after the other: at once while there is more of it, else after a rest. A round that fails is
 * logged, and repeated.
 *
 * @example new Rounds(() => this.relay(), { name: 'The outbox', idleMs: 500, maxRestMs: 30_000 }).start()
 */
export class Rounds {
  private readonly logger = new Logger(Rounds.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private failures = 0;
  private stopped = false;

  /** @param round answers whether there is more to do at once */
  constructor(
    private readonly round: () => Promise<boolean>,
    private readonly options: RoundsOptions,
  ) {}

  /** Whether a long round is to end where it is. */
  get isStopped(): boolean {
    return this.stopped;
  }

  start(): void {
    this.schedule(this.options.firstMs ?? this.options.idleMs);
  }

  /** Resolves when the round in progress has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run().then((rest) => this.schedule(rest));
    }, ms);
  }

  private async run(): Promise<number> {
    const { name, idleMs, maxRestMs = idleMs } = this.options;
    try {
      const isMore = await this.round();
      this.failures = 0;
      return isMore ? 0 : idleMs;
    } catch (error) {
      this.failures += 1;
      this.logger.warn(`${name} will try again: ${String(error)}`);
      return Math.min(idleMs * 2 ** this.failures, maxRestMs);
    }
  }
}
