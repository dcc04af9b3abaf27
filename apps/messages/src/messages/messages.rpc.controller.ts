import { type AnswerOf, HoldReason, LoadMessages, type ParsedRequestOf, PurgeTopic } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { Holds } from '../deliveries/holds';
import { StoredMessages } from './stored-messages';

@Controller()
export class MessagesRpcController {
  constructor(
    private readonly holds: Holds,
    private readonly stored: StoredMessages,
  ) {}

  @Handle(LoadMessages)
  async load(
    @RpcData(LoadMessages) { messageIds, recheck }: ParsedRequestOf<typeof LoadMessages>,
  ): Promise<AnswerOf<typeof LoadMessages>> {
    const [messages, existing] = await Promise.all([
      this.stored.load(messageIds),
      recheck ? this.stored.deliveriesOf(messageIds) : [],
    ]);
    // Of a crash between parking a delivery and its hold.
    await this.holds.write(
      existing.flatMap(({ state, subscriptionId, topicId, reason }) =>
        state === 'held' ? [{ subscriptionId, topicId, reason: HoldReason.parse(reason) }] : [],
      ),
    );
    return { messages, existing: existing.map(({ _id }) => _id) };
  }

  @Handle(PurgeTopic)
  async purge(@RpcData(PurgeTopic) { topicId }: ParsedRequestOf<typeof PurgeTopic>) {
    return { done: !(await this.stored.purge(topicId)) };
  }
}
