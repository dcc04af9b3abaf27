import { type ParsedRequestOf, TellEvents } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { PlatformEvents } from './platform-events';

@Controller()
export class EventsRpcController {
  constructor(private readonly events: PlatformEvents) {}

  @Handle(TellEvents)
  async tell(@RpcData(TellEvents) { events }: ParsedRequestOf<typeof TellEvents>) {
    return { told: await this.events.tellAll(events) };
  }
}
