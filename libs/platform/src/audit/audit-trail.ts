import { AnikaError, type AuditRecord } from '@anika/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { toAnikaError } from '../http/problem';
import { AuditStore, objectIdsOf } from './audit-store';

/** What is not valid has changed nothing and was no matter of rights: it is not kept. */
const INVALID: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** One entry of the same refusal in that time, so that a program that does not give up does not fill the log. */
const REPETITION_MS = 60_000;
const MAX_REFUSALS = 10_000;

/** Nothing is done without an entry: it is written first, and its outcome afterwards. */
@Injectable()
export class AuditTrail {
  private readonly logger = new Logger(AuditTrail.name);
  private readonly refusals = new LRUCache<string, true>({ max: MAX_REFUSALS, ttl: REPETITION_MS });

  constructor(private readonly store: AuditStore) {}

  /**
   * Writes the entry, does the work, and adds what came of it. When the process dies in between, the entry stays, without outcome.
   *
   * @param finish the entry with what is known after the work
   * @throws {AnikaError} SERVICE_UNAVAILABLE when the entry cannot be written: then nothing is done
   */
  async run<T>(
    record: AuditRecord,
    work: () => Promise<T>,
    finish: (answer: T) => AuditRecord = () => ({ ...record, outcome: { result: 'done' } }),
  ): Promise<T> {
    await this.begin(record);
    let answer: T;
    try {
      answer = await work();
    } catch (error) {
      await this.end(refused(record, toAnikaError(error)));
      throw error;
    }
    await this.end(finish(answer));
    return answer;
  }

  /** What the caller has no right to. @throws {AnikaError} SERVICE_UNAVAILABLE when it cannot be written */
  async refuse(record: AuditRecord, error: AnikaError): Promise<void> {
    const entry = refused(record, error);
    if (this.isRepeated(entry)) return;
    await this.begin(entry);
    this.refusals.set(keyOf(entry), true);
  }

  private isRepeated(record: AuditRecord): boolean {
    return record.outcome.result === 'refused' && this.refusals.has(keyOf(record));
  }

  private async begin(record: AuditRecord): Promise<void> {
    try {
      await this.store.insert(record);
    } catch (cause) {
      this.logger.error(cause);
      throw new AnikaError('SERVICE_UNAVAILABLE', {
        detail: 'The audit log cannot be written for the moment, so nothing was changed.',
        cause,
      });
    }
  }

  /** What is done is done: without its outcome an entry says that it is unknown. */
  private async end(record: AuditRecord): Promise<void> {
    const { id, outcome } = record;
    try {
      if (INVALID.has(outcome.status ?? 0) || this.isRepeated(record)) return await this.store.delete(id);
      await this.store.update(record);
      if (outcome.result === 'refused') this.refusals.set(keyOf(record), true);
    } catch (error) {
      this.logger.error(error, `the outcome of ${id} was not written`);
    }
  }
}

/** The same call for the same reason, by the same caller. */
function keyOf(record: AuditRecord): string {
  return [record.actor.id, record.action, ...objectIdsOf(record), record.outcome.code].join(' ');
}

function refused(record: AuditRecord, { status, code }: AnikaError): AuditRecord {
  return { ...record, outcome: { result: status < 500 ? 'refused' : 'failed', status, code } };
}
