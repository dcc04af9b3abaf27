import {
  type Identity,
  Partner,
  PartnerPage,
  PartnerParams,
  PartnerQuery,
  Register,
  Registered,
  UpdatePartner,
} from '@anika/contracts';
import { CurrentIdentity, Public, RequireScope } from '@anika/identity';
import { Answers, Audited, NotAudited, originOf, withEtag } from '@anika/platform';
import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PartnersService } from './partners.service';

const location = (reply: FastifyReply, registered: Registered): Registered => {
  void reply.header('location', `/api/v1/partners/${registered.partner.id}`);
  return registered;
};

@ApiTags('partners')
@Controller()
export class PartnersController {
  constructor(private readonly partners: PartnersService) {}

  @Public()
  @NotAudited('PartnersService writes the entry in its transaction')
  @Post('auth/register')
  @ApiOperation({ summary: 'Register a company with its first owner' })
  @Answers({
    status: 201,
    schema: Registered,
    errors: ['VALIDATION_FAILED', 'CONFLICT', 'REGISTRATION_CLOSED'],
  })
  async register(
    @Body({ schema: Register }) body: Register,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return location(reply, await this.partners.register(body, originOf(request)));
  }

  @RequireScope('partners:write')
  @Audited('partner.create', ({ partner }: Registered) => partner)
  @Post('partners')
  @ApiOperation({ summary: 'Create a company with its first owner (operators)' })
  @Answers({ status: 201, schema: Registered, errors: ['VALIDATION_FAILED', 'CONFLICT'] })
  async createPartner(
    @Body({ schema: Register }) body: Register,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return location(reply, await this.partners.create(body));
  }

  @RequireScope('partners:read')
  @Get('partners')
  @ApiOperation({ summary: 'The directory of partners; `q` is the beginning of a name' })
  @Answers({ status: 200, schema: PartnerPage, errors: ['VALIDATION_FAILED'] })
  listPartners(@CurrentIdentity() identity: Identity, @Query({ schema: PartnerQuery }) query: PartnerQuery) {
    return this.partners.list(identity, query);
  }

  @RequireScope('partners:read')
  @Get('partners/:partnerId')
  @ApiOperation({ summary: 'One partner' })
  @Answers({ status: 200, schema: Partner, errors: ['NOT_FOUND'] })
  async getPartner(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: PartnerParams }) params: PartnerParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.partners.get(identity, params.partnerId));
  }

  @RequireScope('partners:write')
  @Audited('partner.update')
  @Patch('partners/:partnerId')
  @ApiOperation({
    summary: 'Rename, suspend or resume a partner (operators; merge patch; If-Match is honoured)',
  })
  @Answers({
    status: 200,
    schema: Partner,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'PRECONDITION_FAILED'],
  })
  async updatePartner(
    @Param({ schema: PartnerParams }) params: PartnerParams,
    @Body({ schema: UpdatePartner }) body: UpdatePartner,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.partners.update(params.partnerId, body, ifMatch));
  }
}
