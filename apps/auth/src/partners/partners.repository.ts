import {
  type LimitOverrides,
  newId,
  type PartnerChange,
  type UpdateLimits,
  type UpdatePartner,
} from '@anika/contracts';
import { lowerCase } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { PartnerEntity } from '../database/partner.entity';

const FEED_LOCK = 4_125_002;

@Injectable()
export class PartnersRepository {
  constructor(@InjectRepository(PartnerEntity) private readonly partners: Repository<PartnerEntity>) {}

  find(id: string): Promise<PartnerEntity | null> {
    return this.partners.findOneBy({ id });
  }

  /** In the caller's transaction. */
  async create(manager: EntityManager, name: string, isPlatform = false): Promise<PartnerEntity> {
    const seq = await this.nextSeq(manager);
    const id = newId('partner');
    await manager.insert(PartnerEntity, { id, name, status: 'active', isPlatform, seq });
    return manager.findOneByOrFail(PartnerEntity, { id });
  }

  /** `check` sees the partner as it is before the change; writers come one after another. Null when there is none. */
  update(
    id: string,
    { limits, ...change }: UpdatePartner,
    check: (current: PartnerEntity) => void,
  ): Promise<PartnerEntity | null> {
    return this.partners.manager.transaction(async (manager) => {
      const seq = await this.nextSeq(manager);
      const current = await manager.findOneBy(PartnerEntity, { id, isPlatform: false });
      if (!current) return null;
      check(current);
      await manager.update(
        PartnerEntity,
        { id, isPlatform: false },
        {
          ...change,
          limits: mergedLimits(current.limits, limits),
          seq,
        },
      );
      return manager.findOneBy(PartnerEntity, { id, isPlatform: false });
    });
  }

  /** Companies by id, `limit + 1` of them; operators also see suspended ones. */
  list(options: {
    after: string | undefined;
    limit: number;
    prefix: string | undefined;
    suspended: boolean;
  }) {
    const query = this.partners.createQueryBuilder('p').where('NOT p.is_platform');
    if (options.after !== undefined) query.andWhere('p.id > :after', { after: options.after });
    if (!options.suspended) query.andWhere(`p.status = 'active'`);
    if (options.prefix)
      query.andWhere(`starts_with(${lowerCase('p.name')}, ${lowerCase(':prefix')})`, {
        prefix: options.prefix,
      });
    return query
      .orderBy('p.id')
      .take(options.limit + 1)
      .getMany();
  }

  /** Changes in the order of the feed. */
  async changesAfter(seq: number, limit: number): Promise<PartnerChange[]> {
    const rows = await this.partners
      .createQueryBuilder('p')
      .where('p.seq > :seq AND NOT p.is_platform', { seq })
      .orderBy('p.seq')
      .take(limit)
      .getMany();
    return rows.map(toChange);
  }

  /**
   * The next position in the feed. Writers take it one after another until they commit: a reader could otherwise see a
   * higher position before a lower one that is not committed yet, and skip that one for good.
   */
  private async nextSeq(manager: EntityManager): Promise<string> {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [FEED_LOCK]);
    const rows = (await manager.query(`SELECT nextval('partner_seq') AS seq`)) as [{ seq: string }];
    return rows[0].seq;
  }
}

export function toChange({ id, name, status, limits, seq }: PartnerEntity): PartnerChange {
  return { id, name, status, limits, seq: Number(seq) };
}

function mergedLimits(current: LimitOverrides, change: UpdateLimits = {}): LimitOverrides {
  const merged = Object.entries({ ...current, ...change });
  return Object.fromEntries(merged.filter(([, limit]) => limit !== null));
}
