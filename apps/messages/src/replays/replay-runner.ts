import { runInContext } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ReplaySteps } from './replay-steps';
import { ReplayStore } from './replay-store';
import { Stride } from '../mongo/stride';

const REST_MS = 1000;
const LANES = 4;
/** Then it is the next one's turn. */
const STEPS = 10;

/** Works on the replays that nobody else works on, a few at a time, in turns. */
@Injectable()
export class ReplayRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ReplayRunner.name);
  private readonly strides = new Map<string, Stride>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isWanted = false;
  private isStopping = false;

  constructor(
    private readonly steps: ReplaySteps,
    private readonly store: ReplayStore,
  ) {}

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

  /** Answers whether any replay can go on at once. */
  private async run(): Promise<boolean> {
    try {
      const ids = (await this.store.mine()).map(({ _id }) => _id);
      for (const id of this.strides.keys()) if (!ids.includes(id)) this.strides.delete(id);
      let more = false;
      const lane = async () => {
        for (let id = ids.shift(); id !== undefined; id = ids.shift()) more = (await this.turn(id)) || more;
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return more;
    } catch (error) {
      this.logger.warn(`Replays could not be read: ${String(error)}`);
      return false;
    }
  }

  private async turn(id: string): Promise<boolean> {
    const stride = this.strides.get(id) ?? new Stride();
    this.strides.set(id, stride);
    try {
      for (let step = 0; step < STEPS && !this.isStopping; step += 1)
        if (!(await runInContext({ requestId: id }, () => this.steps.step(id, stride)))) return false;
      return true;
    } catch (error) {
      this.logger.warn(`The replay ${id} will be tried again: ${String(error)}`);
      return false;
    }
  }
}
