import { type AnswerOf, GetPartnerAffairs, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { PartnerAffairsService } from './partner-affairs.service';

@Controller()
export class AffairsRpcController {
  constructor(private readonly affairs: PartnerAffairsService) {}

  @Handle(GetPartnerAffairs)
  get(
    @RpcData(GetPartnerAffairs) { partnerId }: ParsedRequestOf<typeof GetPartnerAffairs>,
  ): Promise<AnswerOf<typeof GetPartnerAffairs>> {
    return this.affairs.find(partnerId);
  }
}
