import { type AuditEntries, type NamesAnswer, NamesRequest, ReadAudit } from '@anika/contracts';
import { Internal } from '@anika/identity';
import { NotAudited } from '@anika/platform';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthAuditStore } from './auth-audit-store';
import { NamesService } from './names.service';

/** auth calls nobody, so gateway reads here. */
@ApiExcludeController()
@Internal()
@Controller('internal/audit')
export class AuditController {
  constructor(
    private readonly names: NamesService,
    private readonly store: AuthAuditStore,
  ) {}

  @Get()
  async read(@Query({ schema: ReadAudit }) query: ReadAudit): Promise<AuditEntries> {
    return { entries: await this.store.read(query) };
  }

  @NotAudited('it only reads')
  @Post('names')
  @HttpCode(200)
  async findNames(@Body({ schema: NamesRequest }) { reader, ids }: NamesRequest): Promise<NamesAnswer> {
    return { names: await this.names.of(reader, ids) };
  }
}
