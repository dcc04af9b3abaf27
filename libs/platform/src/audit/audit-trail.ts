import { AnikaError, type AuditRecord } from '@anika/contracts';
import { Injectable, Logger } from '@nestjs/common';
import { toAnikaError } from '../http/problem';
import { AuditStore } from './audit-store';

/** What is not valid has changed nothing and was no matter of rights: it is not kept. */
const INVALID: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Nothing is done without an entry: it is written first, and its outcome afterwards. */
@Injectable()
export class AuditTrail {
  private readonly logger = new Logger(AuditTrail.name);

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
    await this.begin(refused(record, error));
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
      if (INVALID.has(outcome.status ?? 0)) await this.store.delete(id);
      else await this.store.update(record);
    } catch (error) {
      this.logger.error(error, `the outcome of ${id} was not written`);
    }
  }
}

function refused(record: AuditRecord, { status, code }: AnikaError): AuditRecord {
  return { ...record, outcome: { result: status < 500 ? 'refused' : 'failed', status, code } };
}
