import { GetPlatformWork, type PlatformOverview, type PlatformWork } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { QueueBoard } from '../queues/queue-board';
import { StatusService } from '../status/status.service';

/** How the platform is doing. What cannot be asked is `null`: that is when an operator looks. */
@Injectable()
export class OverviewService {
  private readonly logger = new Logger(OverviewService.name);

  constructor(
    private readonly queues: QueueBoard,
    private readonly status: StatusService,
    @InjectRpc('messages') private readonly messages: RpcClient,
  ) {}

  async read(): Promise<PlatformOverview> {
    const [status, queues, work] = await Promise.all([this.status.read(), this.queues.depths(), this.work()]);
    return { ...status, queues, work };
  }

  private async work(): Promise<PlatformWork | null> {
    try {
      return await this.messages.call(GetPlatformWork, {});
    } catch (error) {
      this.logger.warn(`messages does not say what is under way: ${String(error)}`);
      return null;
    }
  }
}
