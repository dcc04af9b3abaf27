import type { AuditRecord } from '@anika/contracts';
import { PostgresAuditStore } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What an operator does to a person stands in the log of that person's company, too: of the company, the request says nothing. */
@Injectable()
export class AuthAuditStore extends PostgresAuditStore {
  override async insert(record: AuditRecord, manager?: EntityManager): Promise<void> {
    await super.insert(await this.placed(record), manager);
  }

  override async update(record: AuditRecord): Promise<void> {
    await super.update(await this.placed(record));
  }

  private async placed(record: AuditRecord): Promise<AuditRecord> {
    const { actor, object, partnerId } = record;
    if (actor.kind !== 'operator' || partnerId !== null || object.type !== 'user') return record;
    const rows = (await this.source.query(
      'SELECT p.id FROM app_user u JOIN partner p ON p.id = u.partner_id WHERE u.id = $1 AND NOT p.is_platform',
      [object.id],
    )) as { id: string }[];
    return { ...record, partnerId: rows[0]?.id ?? null };
  }
}
