import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AnikaError } from '@anika/contracts';
import { within } from '@anika/platform';
import { isDeeperThan } from '@anika/schemas';
import { Injectable } from '@nestjs/common';
import type { Draft, Examined } from './examine';

const LIMIT_MS = 2000;
/** In so many parts: a process that stands still for a while uses up one of them, and not the whole. */
const PARTS = 20;
const START_MS = 10_000;
const MAX_WAITING = 10;
/** The stack is smaller than that of messages' main thread: what is compiled here is compiled there, too. */
const MEMORY = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 0.9 };
/** Deeper JSON could not be handed over; the thread says what is allowed. */
const MAX_DEPTH = 100;
const MAX_EXAMPLE = { bytes: 64 * 1024, depth: 64 };
const TOO_COMPLEX = {
  pointer: '/schema',
  code: 'TOO_COMPLEX',
  message: 'takes too much time or memory to check: make it simpler',
} as const;

/**
 * Schemas of partners are code: each is compiled and compared in a thread that has two seconds and little memory, and is ended after it.
 * One at a time, so that the rest of the process has the other core; partners take turns.
 */
@Injectable()
export class SchemaExaminer {
  /** What waits, by partner; whose turn it is comes first. */
  private readonly waiting = new Map<string, (() => Promise<void>)[]>();
  private isBusy = false;

  /** @throws {AnikaError} VALIDATION_FAILED, or SERVICE_UNAVAILABLE when too many of the partner wait. */
  async examine(partnerId: string, draft: Draft): Promise<Examined> {
    assertMeasures(draft);
    const own = this.waiting.get(partnerId) ?? [];
    if (own.length >= MAX_WAITING)
      throw new AnikaError('SERVICE_UNAVAILABLE', {
        detail: 'Many schemas of your company are being checked. Try again in a moment.',
      });
    const examined = await new Promise<Examined>((resolve, reject) => {
      own.push(() => inThread(draft).then(resolve, reject));
      this.waiting.set(partnerId, own);
      void this.takeTurns();
    });
    if (examined.problems.length > 0)
      throw new AnikaError('VALIDATION_FAILED', { errors: examined.problems });
    return examined;
  }

  private async takeTurns(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    // What is set again, or set meanwhile, comes last.
    for (const [partnerId, [next, ...others]] of this.waiting) {
      this.waiting.delete(partnerId);
      if (others.length > 0) this.waiting.set(partnerId, others);
      await next?.();
    }
    this.isBusy = false;
  }
}

function assertMeasures({ schema, example }: Draft): void {
  const refuse = (pointer: string, message: string) =>
    new AnikaError('VALIDATION_FAILED', { errors: [{ pointer, code: 'TOO_BIG', message }] });
  if (isDeeperThan(schema, MAX_DEPTH)) throw refuse('/schema', `is nested deeper than ${MAX_DEPTH}`);
  if (isDeeperThan(example, MAX_EXAMPLE.depth + 1))
    throw refuse('/example', `must not be nested deeper than ${MAX_EXAMPLE.depth}`);
  if (Buffer.byteLength(JSON.stringify(example)) > MAX_EXAMPLE.bytes)
    throw refuse('/example', `must have at most ${MAX_EXAMPLE.bytes} bytes`);
}

async function inThread(draft: Draft): Promise<Examined> {
  const worker = new Worker(join(__dirname, 'schema-worker.js'), { resourceLimits: MEMORY, env: {} });
  try {
    if (!(await within(once(worker, 'message'), START_MS))) throw new AnikaError('SERVICE_UNAVAILABLE');
    worker.postMessage(draft);
    return (await answerOf(worker)) ?? { problems: [TOO_COMPLEX], changes: [] };
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return { problems: [TOO_COMPLEX], changes: [] };
  } finally {
    await worker.terminate();
  }
}

async function answerOf(worker: Worker): Promise<Examined | undefined> {
  const answer = once(worker, 'message') as Promise<[Examined]>;
  for (let part = 0; part < PARTS; part += 1) {
    const came = await within(answer, LIMIT_MS / PARTS);
    if (came) return came[0];
  }
  return undefined;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';
}
