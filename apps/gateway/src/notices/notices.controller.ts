import { type AnswerOf, type ParsedRequestOf, TellNotices } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { NoticeRelay } from './notice-relay';

@Controller()
export class NoticesController {
  constructor(private readonly relay: NoticeRelay) {}

  @Handle(TellNotices)
  tell(
    @RpcData(TellNotices) request: ParsedRequestOf<typeof TellNotices>,
  ): Promise<AnswerOf<typeof TellNotices>> {
    return this.relay.pass(request);
  }
}
