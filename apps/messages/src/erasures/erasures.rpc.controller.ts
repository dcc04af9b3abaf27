import { FindErased, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { ErasedMessages } from './erased-messages';

@Controller()
export class ErasuresRpcController {
  constructor(private readonly messages: ErasedMessages) {}

  @Handle(FindErased)
  async findErased(@RpcData(FindErased) { messageIds }: ParsedRequestOf<typeof FindErased>) {
    return { messageIds: await this.messages.among(messageIds) };
  }
}
