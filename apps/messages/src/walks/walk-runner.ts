import { runInContext } from '@anika/platform';
import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { WalkDocument } from '../mongo/documents';
import type { WalkStore } from './walk-store';

const REST_MS = 1000;
const LANES = 4;
/** Then it is the next one's turn. */
const STEPS = 10;

/** Works on the walks that nobody else works on, a few at a time, in turns. */
export abstract class WalkRunner<Document extends WalkDocument>
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isWanted = false;
  private isStopping = false;

  protected constructor(private readonly store: WalkStore<Document>) {}

  /** Answers whether another step may follow at once. */
  protected abstract step(id: string): Promise<boolean>;

  /** Those that this replica works on from now on. */
  protected keepOnly(_ids: readonly string[]): void {}

  onApplicationBootstrap(): void {
    this.begin();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.round;
    await this.store.giveUp().catch(() => undefined);
  }

  /** There may be something to do now. */
  begin(): void {
    this.isWanted = true;
    if (this.round || this.isStopping) return;
    clearTimeout(this.timer);
    this.round = this.runAll();
  }

  private async runAll(): Promise<void> {
    while (this.isWanted && !this.isStopping) {
      this.isWanted = false;
      if (await this.run()) this.isWanted = true;
    }
    this.round = undefined;
    if (!this.isStopping) this.timer = setTimeout(() => this.begin(), REST_MS);
  }

  /** Answers whether any walk can go on at once. */
  private async run(): Promise<boolean> {
    try {
      const ids = await this.store.mine();
      this.keepOnly(ids);
      let more = false;
      const lane = async () => {
        for (let id = ids.shift(); id !== undefined; id = ids.shift()) more = (await this.turn(id)) || more;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return more;
    } catch (error) {
      this.logger.warn(`What is to be done could not be read: ${String(error)}`);
      return false;
    }
  }

  private async turn(id: string): Promise<boolean> {
    try {
      for (let step = 0; step < STEPS && !this.isStopping; step += 1)
        if (!(await runInContext({ requestId: id }, () => this.step(id)))) return false;
      return true;
    } catch (error) {
      this.logger.warn(`${id} will be tried again: ${String(error)}`);
      return false;
    }
  }
}
