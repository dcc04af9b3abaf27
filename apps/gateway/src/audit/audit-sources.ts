import {
  AnikaError,
  AuditEntries,
  type AuditEntry,
  type AuditLog,
  NamesAnswer,
  type ReadAudit,
  ReadMessagesAudit,
  ReadTopicsAudit,
} from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { AuthClient } from '../auth/auth-client';

/** The services that keep entries, each of its own objects. */
@Injectable()
export class AuditSources {
  constructor(
    private readonly auth: AuthClient,
    @InjectRpc('topics') private readonly topics: RpcClient,
    @InjectRpc('messages') private readonly messages: RpcClient,
  ) {}

  /**
   * The newest entries of all of them, newest first, up to `limit` of each.
   *
   * @throws {AnikaError} SERVICE_UNAVAILABLE when one does not answer: a log with gaps would tell what is not true
   */
  async read(query: ReadAudit): Promise<AuditEntry[]> {
    const answers = await Promise.all([
      this.ofAuth(query),
      this.topics.call(ReadTopicsAudit, query),
      this.messages.call(ReadMessagesAudit, query),
    ]);
    // Read by the schema, which also gives the members of all of them one order.
    const entries = answers.flatMap((answer) => AuditEntries.parse(answer).entries);
    return entries.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** What users, API keys and partners are called today, by id, as far as the reader of that log may know. */
  async names(reader: AuditLog, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
    if (ids.length === 0) return {};
    return NamesAnswer.parse(await this.askAuth('/internal/audit/names', { reader, ids })).names;
  }

  private ofAuth(query: ReadAudit): Promise<unknown> {
    const parameters = Object.entries(query).filter(([, value]) => value !== undefined);
    return this.askAuth(`/internal/audit?${new URLSearchParams(parameters as [string, string][])}`);
  }

  private async askAuth(path: string, body?: object): Promise<unknown> {
    const answer = await this.auth.ask(path, body);
    if (answer.ok) return answer.json();
    // An older version, while a newer one takes its place.
    throw new AnikaError('SERVICE_UNAVAILABLE', { detail: 'The service auth keeps no audit log yet.' });
  }
}
