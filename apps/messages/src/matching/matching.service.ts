import {
  AnikaError,
  FindSubscription,
  type Identity,
  type MatchAnswer,
  type MatchRequest,
} from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { firstFailed } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { MessagesService } from '../messages/messages.service';
import { subjectFor } from '../messages/subject-for';

@Injectable()
export class MatchingService {
  constructor(
    private readonly messages: MessagesService,
    private readonly snapshots: SnapshotCache,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  /** Judged as a fan-out would: on what the partner's grant shows, of a sample too. */
  async match(identity: Identity, subscriptionId: string, request: MatchRequest): Promise<MatchAnswer> {
    const { partnerId, topicId, filter } = await this.topics.call(FindSubscription, { subscriptionId });
    if (partnerId !== identity.partnerId)
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    const sample =
      'messageId' in request
        ? await this.message(identity, topicId, request.messageId)
        : { type: request.type, data: JSON.stringify(request.data) };
    const subject = subjectFor(await this.snapshots.get(topicId), sample, partnerId);
    const failed = firstFailed(filter ?? {}, subject);
    return { matches: failed === undefined, failed: failed ? { ...failed } : null };
  }

  private async message(identity: Identity, topicId: string, id: string) {
    const { message } = await this.messages.find(identity, id);
    if (message.topicId !== topicId)
      throw new AnikaError('NOT_FOUND', { detail: `The topic of the subscription has no message ${id}.` });
    return message;
  }
}
