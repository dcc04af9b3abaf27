import { type AnswerOf, FindEndedCredentials, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { z } from 'zod';
import { AuthClient } from '../auth/auth-client';

const Ended = z.object({ ended: z.array(z.string()) });

/** Asks auth for messages, whose streams stay open after nginx has asked who reads. */
@Controller()
export class CredentialsController {
  constructor(private readonly auth: AuthClient) {}

  @Handle(FindEndedCredentials)
  async findEnded(
    @RpcData(FindEndedCredentials) request: ParsedRequestOf<typeof FindEndedCredentials>,
  ): Promise<AnswerOf<typeof FindEndedCredentials>> {
    return Ended.parse(await (await this.auth.ask('/internal/credentials/ended', request)).json());
  }
}
