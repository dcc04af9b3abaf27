import { AuditPage, AuditQuery, type Identity } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditService } from './audit.service';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @RequireScope('audit:read')
  @Get()
  @ApiOperation({
    summary: 'Who did what in the company, newest first; for operators, what operators did',
  })
  @Answers({ status: 200, schema: AuditPage, errors: ['VALIDATION_FAILED'] })
  listAuditEntries(@CurrentIdentity() identity: Identity, @Query({ schema: AuditQuery }) query: AuditQuery) {
    return this.audit.list(identity, query);
  }
}
