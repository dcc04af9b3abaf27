import { AnikaError, LookUpPartner, type PartnerChange } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { KnownPartnerEntity } from '../database/known-partner.entity';
import { HeldDeliveries } from '../subscriptions/held-deliveries';
import { VersionPublisher } from '../versions/version-publisher';
import { insertPartners, type Raised, updatePartner } from './partner-status';

/** What topics knows of partners: fed by gateway's relay, and asked of it when an id is new. */
@Injectable()
export class PartnersService {
  constructor(
    private readonly source: DataSource,
    @InjectRpc('gateway') private readonly gateway: RpcClient,
    private readonly publisher: VersionPublisher,
    private readonly held: HeldDeliveries,
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
    const inserted = await insertPartners(this.source.manager, changes);
    // While Redis is away telling takes seconds: all changes are told at once, and none waits for another's.
    const telling: Promise<void>[] = [];
    for (const change of changes) {
      if (inserted.get(change.id) === change.seq) continue;
      const raised = await this.source.transaction((manager) => updatePartner(manager, change));
      if (raised) telling.push(this.tell(change, raised));
    }
    await Promise.all(telling);
  }

  private async tell(change: PartnerChange, raised: readonly Raised[]): Promise<void> {
    await Promise.all(raised.map(({ id, version }) => this.publisher.publish(id, version)));
    if (change.status === 'active') this.held.releaseAll(change.id);
  }
}
