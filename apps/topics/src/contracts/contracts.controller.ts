import {
  Contract,
  ContractPage,
  ContractParams,
  ContractQuery,
  type Identity,
  PageQuery,
  PutContract,
  PutContractAnswer,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited, etagOf } from '@anika/platform';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type ContractKey, ContractsService, tagged } from './contracts.service';

function withEtag(reply: FastifyReply, contract: Contract): Contract {
  void reply.header('etag', etagOf(tagged(contract)));
  return contract;
}

@ApiTags('contracts')
@Controller('topics/:topicId/contract')
export class ContractsController {
  constructor(private readonly contracts: ContractsService) {}

  @RequireScope('topics:read')
  @Get()
  @ApiOperation({ summary: 'What messages of each type must be, by type' })
  @Answers({ status: 200, schema: ContractPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listContracts(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Pick<ContractKey, 'topicId'>,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.contracts.list(identity, topicId, query);
  }

  @RequireScope('topics:read')
  @Get(':type')
  @ApiOperation({ summary: 'What messages of a type must be; any version by its number' })
  @Answers({ status: 200, schema: Contract, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  async getContract(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ContractParams }) key: ContractKey,
    @Query({ schema: ContractQuery }) query: ContractQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.contracts.get(identity, key, query));
  }

  @RequireScope('topics:read')
  @Get(':type/versions')
  @ApiOperation({ summary: 'All versions that there were, newest first' })
  @Answers({ status: 200, schema: ContractPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listContractVersions(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ContractParams }) key: ContractKey,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.contracts.versions(identity, key, query);
  }

  @RequireScope('topics:write')
  @Audited('contract.put', { named: 'type' })
  @Put(':type')
  @ApiOperation({
    summary:
      'Say what messages of a type must be (201 the first time; If-Match is honoured), or only check it',
  })
  @Answers({
    status: 200,
    schema: PutContractAnswer,
    description: 'A new version, the same one, or the dry run',
  })
  @Answers({
    status: 201,
    schema: Contract,
    errors: [
      'VALIDATION_FAILED',
      'NOT_FOUND',
      'CONTRACT_INCOMPATIBLE',
      'LIMIT_REACHED',
      'PRECONDITION_FAILED',
      'SERVICE_UNAVAILABLE',
    ],
  })
  async putContract(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ContractParams }) key: ContractKey,
    @Body({ schema: PutContract }) body: PutContract,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { answer, isNew } = await this.contracts.put(identity, key, body, ifMatch);
    void reply.status(isNew ? 201 : 200);
    if (isNew) void reply.header('location', `/api/v1/topics/${key.topicId}/contract/${key.type}`);
    return 'schema' in answer ? withEtag(reply, answer) : answer;
  }

  @RequireScope('topics:write')
  @Audited('contract.delete', { named: 'type' })
  @Delete(':type')
  @HttpCode(204)
  @ApiOperation({ summary: 'Check messages of a type no longer; its versions stay' })
  @Answers({ status: 204, errors: ['NOT_FOUND', 'PRECONDITION_FAILED'] })
  removeContract(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ContractParams }) key: ContractKey,
    @Headers('if-match') ifMatch: string | undefined,
  ) {
    return this.contracts.remove(identity, key, ifMatch);
  }
}
