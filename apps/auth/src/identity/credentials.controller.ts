import { CredentialIds, type EndedCredentials } from '@anika/contracts';
import { Internal } from '@anika/identity';
import { NotAudited } from '@anika/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PrincipalRepository } from './principal.repository';

/** For streams, which stay open after their credential was looked at. */
@ApiExcludeController()
@Internal()
@Controller('internal/credentials')
export class CredentialsController {
  constructor(private readonly principals: PrincipalRepository) {}

  @NotAudited('it only reads')
  @Post('ended')
  @HttpCode(200)
  async findEnded(
    @Body({ schema: CredentialIds }) { credentialIds }: CredentialIds,
  ): Promise<EndedCredentials> {
    return { ended: await this.principals.endedAmong(credentialIds) };
  }
}
