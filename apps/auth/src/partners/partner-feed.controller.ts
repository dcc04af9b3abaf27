import { AnikaError, PartnerParams } from '@anika/contracts';
import { Internal } from '@anika/identity';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { PartnersRepository, toChange } from './partners.repository';

const FeedQuery = z.strictObject({
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1).max(500).default(500),
});

/** How other services learn of partners: auth calls nobody, so gateway reads here. */
@ApiExcludeController()
@Internal()
@Controller('internal/partners')
export class PartnerFeedController {
  constructor(private readonly partners: PartnersRepository) {}

  @Get()
  async changes(@Query({ schema: FeedQuery }) query: z.infer<typeof FeedQuery>) {
    return { partners: await this.partners.changesAfter(query.after, query.limit) };
  }

  @Get(':partnerId')
  async one(@Param({ schema: PartnerParams }) params: PartnerParams) {
    const partner = await this.partners.find(params.partnerId);
    if (!partner || partner.isPlatform) throw new AnikaError('NOT_FOUND');
    return { partner: toChange(partner) };
  }
}
