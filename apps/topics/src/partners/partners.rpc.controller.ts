import { ApplyPartners, type ParsedRequestOf, PartnerFeedPosition } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { PartnersService } from './partners.service';

@Controller()
export class PartnersRpcController {
  constructor(private readonly partners: PartnersService) {}

  @Handle(ApplyPartners)
  async applyPartners(@RpcData(ApplyPartners) { partners }: ParsedRequestOf<typeof ApplyPartners>) {
    return { seq: await this.partners.apply(partners) };
  }

  @Handle(PartnerFeedPosition)
  async position() {
    return { seq: await this.partners.position() };
  }
}
