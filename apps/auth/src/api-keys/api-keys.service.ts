import {
  AnikaError,
  type ApiKey,
  type CreateApiKey,
  type CreatedApiKey,
  type Identity,
  isId,
  newId,
  type Page,
  type PageQuery,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { type EntityManager, IsNull, MoreThan, Repository } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { ApiKeyEntity } from '../database/api-key.entity';
import { PartnerEntity } from '../database/partner.entity';
import { API_KEY_PREFIX } from '../identity/credential';
import { hashOf, randomSecret } from '../tokens/secret-text';

const USE_RESOLUTION_MS = 60_000;

@Injectable()
export class ApiKeysService {
  private readonly logger = new Logger(ApiKeysService.name);
  private readonly marked = new LRUCache<string, true>({ max: 10_000, ttl: USE_RESOLUTION_MS });

  constructor(
    private readonly config: AuthConfig,
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
  ) {}

  async create({ partnerId }: Identity, { name, scopes, expiresAt }: CreateApiKey): Promise<CreatedApiKey> {
    if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) {
      throw new AnikaError('VALIDATION_FAILED', {
        errors: [{ pointer: '/expiresAt', code: 'INVALID', message: 'must be in the future' }],
      });
    }
    const id = newId('apiKey');
    const key = randomSecret(API_KEY_PREFIX);
    await this.keys.manager.transaction(async (manager) => {
      await this.assertRoom(manager, partnerId);
      await manager.insert(ApiKeyEntity, {
        id,
        partnerId,
        name,
        scopes: [...new Set(scopes)],
        hash: hashOf(key),
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      });
    });
    return { ...toApiKey(await this.keys.findOneByOrFail({ id })), key };
  }

  async list({ partnerId }: Identity, { limit, cursor }: PageQuery): Promise<Page<ApiKey>> {
    const after = readCursor(cursor, (id) => isId('apiKey', id));
    const rows = await this.keys.find({
      where: { partnerId, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, toApiKey);
  }

  async revoke({ partnerId }: Identity, id: string): Promise<void> {
    const { affected } = await this.keys.delete({ id, partnerId });
    if (!affected) throw new AnikaError('NOT_FOUND', { detail: `There is no API key ${id}.` });
  }

  /** Holds the partner's row, so that two requests do not both take the last place. Keys that have expired take none. */
  private async assertRoom(manager: EntityManager, partnerId: string): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const partner = await manager.findOneOrFail(PartnerEntity, { where: { id: partnerId }, lock });
    const limit = partner.limits.apiKeys ?? this.config.LIMIT_API_KEYS;
    const valid = [{ expiresAt: IsNull() }, { expiresAt: MoreThan(new Date()) }];
    const where = valid.map((expiry) => ({ partnerId, ...expiry }));
    if ((await manager.countBy(ApiKeyEntity, where)) >= limit)
      throw new AnikaError('LIMIT_REACHED', { detail: `The limit of your company is ${limit} API keys.` });
  }

  /** Notes the use, at most once a minute a key, without anybody waiting for it. */
  markUsed(id: string): void {
    if (this.marked.has(id)) return;
    this.marked.set(id, true);
    this.keys.update({ id }, { lastUsedAt: new Date() }).catch((error: unknown) => this.logger.warn(error));
  }
}

function toApiKey({ id, name, scopes, createdAt, expiresAt, lastUsedAt }: ApiKeyEntity): ApiKey {
  return {
    id,
    name,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
