import { AnikaError, type AnswerOf, GetSnapshot, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { SnapshotsRepository } from './snapshots.repository';

@Controller()
export class SnapshotsRpcController {
  constructor(private readonly snapshots: SnapshotsRepository) {}

  @Handle(GetSnapshot)
  async getSnapshot(
    @RpcData(GetSnapshot) { topicId, subscriptions, ifVersion }: ParsedRequestOf<typeof GetSnapshot>,
  ): Promise<AnswerOf<typeof GetSnapshot>> {
    if (ifVersion !== undefined && (await this.snapshots.version(topicId)) === ifVersion)
      return { unchanged: true };
    const snapshot = await this.snapshots.find(topicId, subscriptions);
    if (!snapshot) throw new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
    return { snapshot };
  }
}
