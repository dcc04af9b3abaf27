import { settled } from './settled';

/** A piece of work that is begun when its turn comes. */
export type Start = () => Promise<unknown>;

interface Work {
  readonly units: Iterator<Start>;
  next: Start;
  readonly running: Promise<unknown>[];
  readonly begunAll: () => void;
}

interface Line {
  readonly works: Work[];
  inFlight: number;
  /** Milliseconds between two units while others are served too. */
  gapMs: number;
  nextAt: number;
}

export interface TurnLimits {
  /** Units in flight in this process. */
  readonly total: number;
  /** Of them those of one partner. */
  readonly share: number;
  /** Units begun before the event loop gets round to the others' answers again. */
  readonly pace: number;
}

/** So long after two partners took turns both count as served. */
const SHARED_MS = 1000;
/** What a late timer may make up for. */
const CATCH_UP_MS = 2;

/**
 * Begins the units of partners' works in turn, one of each, so that nobody's thousand units stand before another's one. While several
 * partners are served, the units of each are spaced evenly too: a thousand at once would take the processor from the others' one.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private inFlight = 0;
  private isScheduled = false;
  private timer: NodeJS.Timeout | undefined;
  private lastServed: string | undefined;
  private sharedUntil = 0;

  constructor(
    private readonly limits: TurnLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Resolves when all units are settled, also after one failed: then it throws the first error. Asks for a unit when the one before begins.
   *
   * @param perSecond how many units of the partner begin while others are served too
   */
  async run(partner: string, units: Iterable<Start>, perSecond: number): Promise<void> {
    const running: Promise<unknown>[] = [];
    const iterator = units[Symbol.iterator]();
    const first = iterator.next();
    if (first.done) return;
    await new Promise<void>((begunAll) => {
      const line = this.lines.get(partner) ?? { works: [], inFlight: 0, gapMs: 0, nextAt: 0 };
      line.gapMs = 1000 / perSecond;
      line.works.push({ units: iterator, next: first.value, running, begunAll });
      this.lines.set(partner, line);
      if (!this.isScheduled) this.begin();
    });
    await settled(running);
  }

  private begin(): void {
    this.isScheduled = false;
    for (let begun = 0; begun < this.limits.pace; begun += 1) if (!this.beginOne()) return;
    this.schedule();
  }

  private beginOne(): boolean {
    if (this.inFlight >= this.limits.total) return false;
    const now = this.now();
    let waitMs = Infinity;
    for (const [partner, line] of this.lines) {
      if (line.works.length === 0 || line.inFlight >= this.limits.share) continue;
      if (now < this.sharedUntil && now < line.nextAt) {
        waitMs = Math.min(waitMs, line.nextAt - now);
        continue;
      }
      this.noteServed(partner, line, now);
      // Last in the order of the next turns.
      this.lines.delete(partner);
      this.lines.set(partner, line);
      this.beginNext(partner, line);
      return true;
    }
    // Anew each time: who came meanwhile may have a shorter way to its next unit.
    clearTimeout(this.timer);
    if (waitMs < Infinity) this.timer = setTimeout(() => this.schedule(), waitMs);
    return false;
  }

  private noteServed(partner: string, line: Line, now: number): void {
    line.nextAt = Math.min(Math.max(line.nextAt, now - CATCH_UP_MS), now) + line.gapMs;
    if (this.lastServed !== undefined && this.lastServed !== partner) this.sharedUntil = now + SHARED_MS;
    this.lastServed = partner;
  }

  private beginNext(partner: string, line: Line): void {
    const work = line.works[0]!;
    this.inFlight += 1;
    line.inFlight += 1;
    const unit = work.next().finally(() => {
      this.inFlight -= 1;
      line.inFlight -= 1;
      this.forget(partner, line);
      this.schedule();
    });
    // Seen by run() once all are begun; until then a failure is nobody's surprise.
    unit.catch(() => undefined);
    work.running.push(unit);
    const following = work.units.next();
    if (!following.done) {
      work.next = following.value;
      return;
    }
    line.works.shift();
    work.begunAll();
  }

  private forget(partner: string, line: Line): void {
    if (line.works.length === 0 && line.inFlight === 0) this.lines.delete(partner);
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    setImmediate(() => this.begin());
  }
}
