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
  type UpdateApiKey,
} from '@anika/contracts';
import { assertIfMatch, etagOf, readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, IsNull, LessThan, MoreThan, Repository } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { ApiKeyEntity } from '../database/api-key.entity';
import { PartnerEntity } from '../database/partner.entity';
import { API_KEY_PREFIX } from '../identity/credential';
import { hashOf, randomSecret } from '../tokens/secret-text';

@Injectable()
export class ApiKeysService {
  constructor(
    private readonly config: AuthConfig,
    @InjectRepository(ApiKeyEntity) private readonly keys: Repository<ApiKeyEntity>,
  ) {}

  async create(identity: Identity, { name, scopes, expiresAt }: CreateApiKey): Promise<CreatedApiKey> {
    const { partnerId } = identity;
    assertOwnRights(identity, scopes);
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
        createdBy: identity.userId ?? null,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      });
    });
    return { ...toApiKey(await this.keys.findOneByOrFail({ id })), key };
  }

  async list({ partnerId }: Identity, { limit, cursor }: PageQuery): Promise<Page<ApiKey>> {
    const before = readCursor(cursor, (id) => isId('apiKey', id));
    const rows = await this.keys.find({
      where: { partnerId, ...(before !== undefined && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, toApiKey);
  }

  async get({ partnerId }: Identity, id: string): Promise<ApiKey> {
    const key = await this.keys.findOneBy({ id, partnerId });
    if (!key) throw unknown(id);
    return toApiKey(key);
  }

  async update(
    identity: Identity,
    id: string,
    change: UpdateApiKey,
    ifMatch: string | undefined,
  ): Promise<ApiKey> {
    assertIfMatch(ifMatch, tagOf(await this.get(identity, id)));
    if (Object.keys(change).length > 0) await this.keys.update({ id }, change);
    return this.get(identity, id);
  }

  async revoke({ partnerId }: Identity, id: string): Promise<void> {
    const { affected } = await this.keys.delete({ id, partnerId });
    if (!affected) throw unknown(id);
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
}

/** The entity tag of what can be changed: a key that is used meanwhile is still the same. */
export const tagOf = ({ name }: ApiKey) => etagOf(name);

const unknown = (id: string) => new AnikaError('NOT_FOUND', { detail: `There is no API key ${id}.` });

/** Nobody gives a key what they may not do themselves. */
function assertOwnRights({ scopes: own }: Identity, scopes: CreateApiKey['scopes']): void {
  const errors = scopes.flatMap((scope, index) =>
    own.includes(scope)
      ? []
      : [
          {
            pointer: `/scopes/${index}`,
            code: 'INVALID' as const,
            message: 'is more than you may do yourself',
          },
        ],
  );
  if (errors.length > 0) throw new AnikaError('VALIDATION_FAILED', { errors });
}

function toApiKey({ id, name, scopes, createdBy, createdAt, expiresAt, lastUsedAt }: ApiKeyEntity): ApiKey {
  return {
    id,
    name,
    scopes,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
