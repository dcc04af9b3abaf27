import { type AuditEntries, type ParsedRequestOf, ReadMessagesAudit } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { MongoAuditStore } from './mongo-audit-store';

@Controller()
export class AuditRpcController {
  constructor(private readonly store: MongoAuditStore) {}

  @Handle(ReadMessagesAudit)
  async read(
    @RpcData(ReadMessagesAudit) query: ParsedRequestOf<typeof ReadMessagesAudit>,
  ): Promise<AuditEntries> {
    return { entries: await this.store.read(query) };
  }
}
