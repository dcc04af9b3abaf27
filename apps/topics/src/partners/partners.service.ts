import { AnikaError, LookUpPartner, type PartnerChange } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { KnownPartnerEntity } from '../database/known-partner.entity';
import { VersionPublisher } from '../versions/version-publisher';

interface Raised {
  readonly id: string;
  readonly version: number;
}

/** What topics knows of partners: fed by gateway's relay, and asked of it when an id is new. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly source: DataSource,
    @InjectRpc('gateway') private readonly gateway: RpcClient,
    private readonly publisher: VersionPublisher,
  ) {}

  async find(id: string): Promise<KnownPartnerEntity | null> {
    const known = await this.source.manager.findOneBy(KnownPartnerEntity, { id });
    if (known) return known;
    const { partner } = await this.gateway.call(LookUpPartner, { partnerId: id });
    if (!partner) return null;
    await this.store([partner]);
    return this.source.manager.findOneBy(KnownPartnerEntity, { id });
  }

  /** @throws {AnikaError} SERVICE_UNAVAILABLE when the caller's own company cannot be looked up. */
  async assertKnown(id: string): Promise<void> {
    if (!(await this.find(id)))
      throw new AnikaError('SERVICE_UNAVAILABLE', { detail: 'Your company is not known here yet.' });
  }

  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.source.manager.findBy(KnownPartnerEntity, { id: In([...ids]) });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async position(): Promise<number> {
    const rows = (await this.source.query('SELECT seq FROM feed_position')) as { seq: string }[];
    return Number(rows[0]?.seq ?? 0);
  }

  /** Takes a batch of the feed, in its order; answers the new position. */
  async apply(changes: readonly PartnerChange[]): Promise<number> {
    await this.store(changes);
    const seq = changes.at(-1)?.seq ?? 0;
    await this.source.query('UPDATE feed_position SET seq = $1 WHERE seq < $1', [seq]);
    return this.position();
  }

  private async store(changes: readonly PartnerChange[]): Promise<void> {
    for (const change of changes) {
      const raised = await this.source.transaction((manager) => storeOne(manager, change));
      await Promise.all(raised.map(({ id, version }) => this.publisher.publish(id, version)));
    }
  }
}

/** A new status raises the version of every topic that the partner owns or may read. */
async function storeOne(manager: EntityManager, { id, name, status, seq }: PartnerChange): Promise<Raised[]> {
  const before = await manager.findOne(KnownPartnerEntity, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  await manager.query(
    `INSERT INTO known_partner (id, name, status, seq) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = $2, status = $3, seq = $4 WHERE known_partner.seq < $4`,
    [id, name, status, seq],
  );
  if (!before || Number(before.seq) >= seq || before.status === status) return [];
  const [rows] = (await manager.query(
    `UPDATE topic SET version = version + 1
     WHERE owner_id = $1 OR id IN (SELECT topic_id FROM topic_grant WHERE partner_id = $1) RETURNING id, version`,
    [id],
  )) as [Raised[], number];
  return rows;
}
