import { settled } from './settled';

/** A piece of work that is begun when its turn comes. */
export type Start = () => Promise<unknown>;

interface Work {
  readonly units: Iterator<Start>;
  readonly running: Promise<unknown>[];
  readonly begunAll: () => void;
}

interface Line {
  readonly works: Work[];
  inFlight: number;
}

export interface TurnLimits {
  /** Units in flight in this process. */
  readonly total: number;
  /** Of them those of one partner. */
  readonly share: number;
  /** Units begun before the event loop gets round to the others' answers again. */
  readonly pace: number;
}

/** Begins the units of partners' works in turn, one of each, so that nobody's thousand units stand before another's one. */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private inFlight = 0;
  private isScheduled = false;

  constructor(private readonly limits: TurnLimits) {}

  /** Resolves when all units are settled, also after one failed: then it throws the first error. Asks for a unit when it is its turn. */
  async run(partner: string, units: Iterable<Start>): Promise<void> {
    const running: Promise<unknown>[] = [];
    await new Promise<void>((begunAll) => {
      const line = this.lines.get(partner) ?? { works: [], inFlight: 0 };
      line.works.push({ units: units[Symbol.iterator](), running, begunAll });
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
    for (const [partner, line] of this.lines) {
      if (line.works.length === 0 || line.inFlight >= this.limits.share) continue;
      // Last in the order of the next turns.
      this.lines.delete(partner);
      this.lines.set(partner, line);
      this.beginNext(partner, line);
      return true;
    }
    return false;
  }

  private beginNext(partner: string, line: Line): void {
    const [work] = line.works;
    const next = work!.units.next();
    if (next.done) {
      line.works.shift();
      work!.begunAll();
      this.forget(partner, line);
      return;
    }
    this.inFlight += 1;
    line.inFlight += 1;
    const unit = next.value().finally(() => {
      this.inFlight -= 1;
      line.inFlight -= 1;
      this.forget(partner, line);
      this.schedule();
    });
    // Seen by run() once all are begun; until then a failure is nobody's surprise.
    unit.catch(() => undefined);
    work!.running.push(unit);
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
