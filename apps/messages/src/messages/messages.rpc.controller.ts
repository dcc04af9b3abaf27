import { type AnswerOf, LoadMessages, type ParsedRequestOf, PurgeTopic } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { StoredMessages } from './stored-messages';

@Controller()
export class MessagesRpcController {
  constructor(private readonly stored: StoredMessages) {}

  @Handle(LoadMessages)
  async load(
    @RpcData(LoadMessages) { messageIds, recheck }: ParsedRequestOf<typeof LoadMessages>,
  ): Promise<AnswerOf<typeof LoadMessages>> {
    const [messages, existing] = await Promise.all([
      this.stored.load(messageIds),
      recheck ? this.stored.deliveriesOf(messageIds) : [],
    ]);
    return { messages, existing };
  }

  @Handle(PurgeTopic)
  async purge(@RpcData(PurgeTopic) { topicId }: ParsedRequestOf<typeof PurgeTopic>) {
    return { done: !(await this.stored.purge(topicId)) };
  }
}
