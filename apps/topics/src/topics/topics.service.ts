import { isDeepStrictEqual } from 'node:util';
import {
  type CreateTopic,
  type Identity,
  isId,
  newId,
  type Page,
  type Topic,
  type TopicQuery,
  type UpdateTopic,
} from '@anika/contracts';
import {
  assertIfMatch,
  cursorAfter,
  etagOf,
  isUniqueViolation,
  readCursor,
  taken,
  toPage,
} from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { TopicEntity } from '../database/topic.entity';
import { endAccess } from '../grants/end-access';
import { PartnerRoom } from '../partners/partner-room';
import { PartnersService } from '../partners/partners.service';
import { TopicChanges } from '../versions/topic-changes';
import { VersionPublisher } from '../versions/version-publisher';
import { TopicAccess } from './topic-access';
import { TopicAnswers } from './topic-answers';
import { TopicLists } from './topic-lists';

const FIRST_VERSION = 1;

@Injectable()
export class TopicsService {
  constructor(
    @InjectRepository(TopicEntity) private readonly topics: Repository<TopicEntity>,
    private readonly access: TopicAccess,
    private readonly answers: TopicAnswers,
    private readonly changes: TopicChanges,
    private readonly lists: TopicLists,
    private readonly partners: PartnersService,
    private readonly publisher: VersionPublisher,
    private readonly room: PartnerRoom,
  ) {}

  async create({ partnerId }: Identity, request: CreateTopic): Promise<Topic> {
    await this.partners.assertKnown(partnerId);
    const id = newId('topic');
    const now = new Date();
    const row = {
      id,
      ownerId: partnerId,
      kind: 'regular',
      state: 'active',
      version: FIRST_VERSION,
      searchableSince: FIRST_VERSION,
      createdAt: now,
      updatedAt: now,
      ...request,
    } as const;
    await this.topics.manager.transaction(async (manager) => {
      await manager.query('SELECT FROM known_partner WHERE id = $1 FOR NO KEY UPDATE', [partnerId]);
      await this.room.assertTopic(manager, partnerId);
      await uniqueName(request.name, () => manager.insert(TopicEntity, row));
    });
    await this.publisher.publish(id, FIRST_VERSION);
    return this.answers.one(await this.topics.findOneByOrFail({ id }), partnerId);
  }

  async list(identity: Identity, query: TopicQuery): Promise<Page<Topic>> {
    const after = readCursor(query.cursor, (id) => isId('topic', id));
    // It is there as soon as the partner is known here.
    if (query.scope === 'events') await this.partners.assertKnown(identity.partnerId);
    const { rows, lookedUpTo } = await this.lists.read(identity.partnerId, query, after);
    const topics = await this.answers.all(rows, identity.partnerId);
    const page = toPage(
      topics,
      query.limit,
      ({ id }) => id,
      (topic) => topic,
    );
    const further = lookedUpTo === undefined ? null : cursorAfter(lookedUpTo);
    return { ...page, nextCursor: page.nextCursor ?? further };
  }

  async get(identity: Identity, id: string): Promise<Topic> {
    const { topic } = await this.access.see(identity, id);
    return this.answers.one(topic, identity.partnerId);
  }

  async update(
    identity: Identity,
    id: string,
    change: UpdateTopic,
    ifMatch: string | undefined,
  ): Promise<Topic> {
    await this.access.own(identity, id);
    const update = async (manager: EntityManager, version: number) => {
      const current = await manager.findOneByOrFail(TopicEntity, { id });
      assertIfMatch(ifMatch, etagOf(current.updatedAt));
      const searchableSince = isSearchChange(current, change) && { searchableSince: version };
      await uniqueName(change.name, () =>
        manager.update(TopicEntity, { id }, { ...change, ...searchableSince, updatedAt: new Date() }),
      );
      return manager.findOneByOrFail(TopicEntity, { id });
    };
    const topic = await this.changes.change(id, update, identity.partnerId);
    return this.answers.one(topic, identity.partnerId);
  }

  /** From here on the topic is gone for everybody; TopicPurge removes what is left of it. */
  async delete(identity: Identity, id: string): Promise<void> {
    await this.access.own(identity, id);
    const hide = async (manager: EntityManager) => {
      await manager.update(TopicEntity, { id }, { state: 'deleting', updatedAt: () => 'now()' });
      await endAccess(manager, id);
    };
    await this.changes.withdraw(id, hide, identity.partnerId);
  }
}

function isSearchChange(current: TopicEntity, { searchableFields }: UpdateTopic): boolean {
  return searchableFields !== undefined && !isDeepStrictEqual(searchableFields, current.searchableFields);
}

async function uniqueName<T>(name: string | undefined, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw taken('/name', `You have a topic with the name ${name}.`);
  }
}
