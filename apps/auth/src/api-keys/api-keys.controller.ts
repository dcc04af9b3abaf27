import {
  ApiKeyPage,
  ApiKeyParams,
  CreateApiKey,
  CreatedApiKey,
  type Identity,
  PageQuery,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiKeysService } from './api-keys.service';

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
  createApiKey(@CurrentIdentity() identity: Identity, @Body({ schema: CreateApiKey }) body: CreateApiKey) {
    return this.keys.create(identity, body);
  }

  @RequireScope('keys:read')
  @Get()
  @ApiOperation({ summary: 'The API keys of the company' })
  @Answers({ status: 200, schema: ApiKeyPage, errors: ['VALIDATION_FAILED'] })
  listApiKeys(@CurrentIdentity() identity: Identity, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.keys.list(identity, query);
  }

  @RequireScope('keys:write')
  @Audited('api_key.revoke')
  @Delete(':keyId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API key' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  revokeApiKey(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ApiKeyParams }) { keyId }: { readonly keyId: string },
  ) {
    return this.keys.revoke(identity, keyId);
  }
}
