import { type AnswerOf, LookUpPartner, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { AuthFeed } from './auth-feed';

/** Answers topics, which met a partner that the relay has not brought yet. */
@Controller()
export class PartnersController {
  constructor(private readonly feed: AuthFeed) {}

  @Handle(LookUpPartner)
  async lookUp(
    @RpcData(LookUpPartner) request: ParsedRequestOf<typeof LookUpPartner>,
  ): Promise<AnswerOf<typeof LookUpPartner>> {
    return { partner: await this.feed.find(request.partnerId) };
  }
}
