import {
  ApiKey,
  ApiKeyPage,
  ApiKeyParams,
  CreateApiKey,
  CreatedApiKey,
  type Identity,
  PageQuery,
  UpdateApiKey,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiKeysService, tagOf } from './api-keys.service';

type Params = { readonly keyId: string };

const withTag = (reply: FastifyReply, key: ApiKey): ApiKey => {
  void reply.header('etag', tagOf(key));
  return key;
};

@ApiTags('api-keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @RequireScope('keys:write')
  @Audited('api_key.create')
  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Create an API key; it is shown this once' })
  @Answers({ status: 201, schema: CreatedApiKey, errors: ['VALIDATION_FAILED', 'LIMIT_REACHED'] })
  async createApiKey(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateApiKey }) body: CreateApiKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const key = await this.keys.create(identity, body);
    void reply.header('location', `/api/v1/api-keys/${key.id}`);
    return key;
  }

  @RequireScope('keys:read')
  @Get()
  @ApiOperation({ summary: 'The API keys of the company, newest first' })
  @Answers({ status: 200, schema: ApiKeyPage, errors: ['VALIDATION_FAILED'] })
  listApiKeys(@CurrentIdentity() identity: Identity, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.keys.list(identity, query);
  }

  @RequireScope('keys:read')
  @Get(':keyId')
  @ApiOperation({ summary: 'One API key' })
  @Answers({ status: 200, schema: ApiKey, errors: ['NOT_FOUND'] })
  async getApiKey(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ApiKeyParams }) { keyId }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withTag(reply, await this.keys.get(identity, keyId));
  }

  @RequireScope('keys:write')
  @Audited('api_key.update')
  @Patch(':keyId')
  @ApiOperation({ summary: 'Rename an API key (merge patch; If-Match is honoured)' })
  @Answers({
    status: 200,
    schema: ApiKey,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'PRECONDITION_FAILED'],
  })
  async updateApiKey(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ApiKeyParams }) { keyId }: Params,
    @Body({ schema: UpdateApiKey }) body: UpdateApiKey,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withTag(reply, await this.keys.update(identity, keyId, body, ifMatch));
  }

  @RequireScope('keys:write')
  @Audited('api_key.revoke')
  @Delete(':keyId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  revokeApiKey(@CurrentIdentity() identity: Identity, @Param({ schema: ApiKeyParams }) { keyId }: Params) {
    return this.keys.revoke(identity, keyId);
  }
}
