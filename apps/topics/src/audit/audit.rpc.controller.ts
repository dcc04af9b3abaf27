import { type AuditEntries, type ParsedRequestOf, ReadTopicsAudit } from '@anika/contracts';
import { Handle, PostgresAuditStore, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';

@Controller()
export class AuditRpcController {
  constructor(private readonly store: PostgresAuditStore) {}

  @Handle(ReadTopicsAudit)
  async read(
    @RpcData(ReadTopicsAudit) query: ParsedRequestOf<typeof ReadTopicsAudit>,
  ): Promise<AuditEntries> {
    return { entries: await this.store.read(query) };
  }
}
