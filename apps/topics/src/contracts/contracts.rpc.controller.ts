import { AnikaError, type AnswerOf, GetContract, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { ContractsRepository } from './contracts.repository';

@Controller()
export class ContractsRpcController {
  constructor(private readonly contracts: ContractsRepository) {}

  @Handle(GetContract)
  async getContract(
    @RpcData(GetContract) { version, ...key }: ParsedRequestOf<typeof GetContract>,
  ): Promise<AnswerOf<typeof GetContract>> {
    const row = await this.contracts.find(key, version);
    if (!row) throw new AnikaError('NOT_FOUND', { detail: `There is no topic ${key.topicId}.` });
    return { schema: row.schema };
  }
}
