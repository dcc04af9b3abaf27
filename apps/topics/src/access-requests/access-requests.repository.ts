import {
  type AccessRequest,
  type AccessRequestCounts,
  isId,
  type Page,
  type TopicAccessRequestQuery,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, LessThan, Repository } from 'typeorm';
import { AccessRequestEntity } from '../database/access-request.entity';
import { PartnersService } from '../partners/partners.service';
import { noAccessRequest, toAccessRequest } from './access-request-answers';

/** Reads access requests. They are known to two companies: the owner of the topic and the one that asks. */
@Injectable()
export class AccessRequestsRepository {
  constructor(
    @InjectRepository(AccessRequestEntity) private readonly rows: Repository<AccessRequestEntity>,
    private readonly partners: PartnersService,
  ) {}

  /** @throws {AnikaError} NOT_FOUND for every other company. */
  async find(readerId: string, id: string): Promise<AccessRequestEntity> {
    const row = await this.rows.findOneBy([
      { id, ownerId: readerId },
      { id, partnerId: readerId },
    ]);
    if (!row) throw noAccessRequest(id);
    return row;
  }

  /** @throws {AnikaError} NOT_FOUND for every other company. */
  async get(readerId: string, id: string): Promise<AccessRequest> {
    const row = await this.find(readerId, id);
    return toAccessRequest(row, readerId, await this.partners.names([row.ownerId, row.partnerId]));
  }

  async list(
    readerId: string,
    where: FindOptionsWhere<AccessRequestEntity>,
    { state, limit, cursor }: TopicAccessRequestQuery,
  ): Promise<Page<AccessRequest>> {
    const before = readCursor(cursor, (id) => isId('accessRequest', id));
    const rows = await this.rows.find({
      where: { ...where, ...(state && { state }), ...(before !== undefined && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const ids = new Set(rows.flatMap(({ ownerId, partnerId }) => [ownerId, partnerId]));
    const names = await this.partners.names([...ids]);
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => toAccessRequest(row, readerId, names),
    );
  }

  async counts(readerId: string): Promise<AccessRequestCounts> {
    const [incoming, outgoing] = await Promise.all([
      this.rows.countBy({ ownerId: readerId, state: 'pending' }),
      this.rows.countBy({ partnerId: readerId, state: 'pending' }),
    ]);
    return { incoming, outgoing };
  }
}
