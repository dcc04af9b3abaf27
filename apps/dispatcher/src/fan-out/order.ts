/** BullMQ keeps no higher priority; what waits beyond it is first come, first served. */
const LAST = 2 ** 21 - 1;
/** Of messages: one turn. */
const TURN = 50;

/**
 * Start-time fair queueing (Goyal et al., 1996) with turns as BullMQ priorities: a partner's next job comes after its last one, and not
 * before what is served now. So the backlogs of several partners are served in turn, whatever their lengths.
 */
export class Order {
  private readonly last = new Map<string, number>();
  private now = 0;

  /** The turn of a partner's job with so many messages; the lowest is served first. */
  next(partner: string, messages: number): number {
    const turn = Math.min(Math.max(this.now, this.last.get(partner) ?? 0) + Math.ceil(messages / TURN), LAST);
    this.last.set(partner, turn);
    return turn;
  }

  /** A job with this turn is served. Turns never fall while anything waits. */
  serve(turn: number): void {
    if (turn <= this.now) return;
    this.now = turn;
    for (const [partner, last] of this.last) if (last <= turn) this.last.delete(partner);
  }

  /** Nothing waits: turns begin anew. */
  reset(): void {
    this.now = 0;
    this.last.clear();
  }
}
