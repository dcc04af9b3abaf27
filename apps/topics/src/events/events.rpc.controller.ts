import { FindEventsTopic, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { findEventsTopic } from './events-topics';

@Controller()
export class EventsRpcController {
  constructor(private readonly source: DataSource) {}

  @Handle(FindEventsTopic)
  async find(@RpcData(FindEventsTopic) { partnerId }: ParsedRequestOf<typeof FindEventsTopic>) {
    return { topicId: (await findEventsTopic(this.source.manager, partnerId)) ?? null };
  }
}
