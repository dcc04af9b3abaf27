import { ReleaseHeld } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';

/** Tells messages that what is held for a subscription may go on, or has nowhere to go. Its sweeper would notice, later. */
@Injectable()
export class HeldDeliveries {
  private readonly logger = new Logger(HeldDeliveries.name);

  constructor(@InjectRpc('messages') private readonly messages: RpcClient) {}

  release(topicId: string, subscriptionId: string): void {
    this.messages.call(ReleaseHeld, { topicId, subscriptionId }).catch((error: unknown) => {
      this.logger.warn(`${subscriptionId} is left to the sweeper: ${String(error)}`);
    });
  }
}
