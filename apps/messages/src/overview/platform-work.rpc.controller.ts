import { type AnswerOf, GetPlatformWork } from '@anika/contracts';
import { Handle } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { PlatformWorkService } from './platform-work.service';

@Controller()
export class PlatformWorkRpcController {
  constructor(private readonly work: PlatformWorkService) {}

  @Handle(GetPlatformWork)
  get(): Promise<AnswerOf<typeof GetPlatformWork>> {
    return this.work.read();
  }
}
