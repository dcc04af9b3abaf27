import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { eventually } from './eventually';
import { stack } from './stack';

const PUBLISHERS = 8;
/** A publisher's pause after each answer; after a refusal it is longer. */
const PAUSE_MS = 40;
const REFUSED_MS = 200;
const ANSWER_MS = 20_000;

/** An accepted message and the exact text of its data. */
export interface Accepted {
  readonly id: string;
  readonly data: string;
}

/**
 * Publishers who behave as their manual says: whatever is not accepted is repeated with its idempotency key until it is. Every answer
 * is counted, and every accepted message remembered by its number.
 */
export class Flow {
  readonly accepted = new Map<number, Accepted>();
  /** Answers by status, `none` where there was none. */
  readonly answers = new Map<string, number>();
  /** When each request that is not answered yet was begun. */
  private readonly begun = new Map<number, number>();
  private times: number[] = [];
  private readonly agent = new Agent({
    connections: PUBLISHERS,
    // No connection is kept: one that is closed while idle could not be told from a broken request.
    pipelining: 0,
    bodyTimeout: ANSWER_MS,
    headersTimeout: ANSWER_MS,
  });
  private readonly publishers: Promise<void>[];
  private next = 0;
  private isStopping = false;

  constructor(
    private readonly topicId: string,
    private readonly token: string,
  ) {
    this.publishers = Array.from({ length: PUBLISHERS }, () => this.run());
  }

  get unanswered(): number {
    return this.begun.size;
  }

  /**
   * Measures from now on; what is answered tells how many milliseconds each answer took since, the shortest first. One that has not come
   * yet took as long as it is waited for.
   *
   * @example const times = flow.measure(); await outage; times().at(-1); // 71.5
   */
  measure(): () => number[] {
    this.times = [];
    return () => {
      const waiting = [...this.begun.values()].map((begun) => performance.now() - begun);
      return [...this.times, ...waiting].toSorted((a, b) => a - b);
    };
  }

  /** Resolves when so many are accepted. */
  async until(count: number): Promise<void> {
    await eventually(() => this.accepted.size >= count, { what: `${count} accepted` });
  }

  /** No new messages; resolves when all begun ones are accepted. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all(this.publishers);
  }

  async close(): Promise<void> {
    this.isStopping = true;
    await this.agent.destroy();
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const seq = this.next++;
      const data = dataOf(seq);
      let id = await this.publish(seq, data);
      while (id === undefined && !this.agent.destroyed) {
        await delay(REFUSED_MS);
        id = await this.publish(seq, data);
      }
      if (id === undefined) return;
      this.accepted.set(seq, { id, data });
      await delay(PAUSE_MS);
    }
  }

  /** Undefined when it was not accepted. */
  private async publish(seq: number, data: string): Promise<string | undefined> {
    const begun = performance.now();
    this.begun.set(seq, begun);
    try {
      const { statusCode, body } = await request(`${stack().url}/api/v1/topics/${this.topicId}/messages`, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          authorization: `Bearer ${this.token}`,
          'content-type': 'application/json',
          'idempotency-key': `${this.topicId}-${seq}`,
        },
        body: `{"type":"car.chosen","data":${data}}`,
      });
      const text = await body.text();
      this.count(String(statusCode));
      return statusCode === 202 ? (JSON.parse(text) as { id: string }).id : undefined;
    } catch {
      this.count('none');
      return undefined;
    } finally {
      this.begun.delete(seq);
      this.times.push(performance.now() - begun);
    }
  }

  private count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }
}

/** Data that a careless parser would change. */
function dataOf(seq: number): string {
  return `{"seq":${seq},"n":12345678901234567890,"e":1e21,"z":-0.0,"s":"\\u0041 Лада",  "seq2":${seq}}`;
}
