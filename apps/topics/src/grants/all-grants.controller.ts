import { DescribedGrantPage, GrantQuery, type Identity } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AllGrantsService } from './all-grants.service';

@ApiTags('grants')
@RequireScope('topics:read')
@Controller('grants')
export class AllGrantsController {
  constructor(private readonly grants: AllGrantsService) {}

  @Get()
  @ApiOperation({ summary: 'What you let others read, or what they let you, over all topics' })
  @Answers({ status: 200, schema: DescribedGrantPage, errors: ['VALIDATION_FAILED'] })
  listAllGrants(@CurrentIdentity() identity: Identity, @Query({ schema: GrantQuery }) query: GrantQuery) {
    return this.grants.list(identity, query);
  }
}
