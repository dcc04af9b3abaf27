import { type Identity, PageQuery, SessionPage, SessionParams } from '@anika/contracts';
import { Authenticated, CurrentIdentity } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { userOf } from '../identity/user-of';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@Authenticated()
@Controller('auth/sessions')
export class OwnSessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @ApiOperation({ summary: 'Where I am signed in, newest first' })
  @Answers({ status: 200, schema: SessionPage, errors: ['VALIDATION_FAILED'] })
  listOwnSessions(@CurrentIdentity() identity: Identity, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.sessions.list(identity, userOf(identity), query);
  }

  @Audited('session.end', 'caller')
  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere else' })
  @Answers({ status: 204 })
  endOtherSessions(@CurrentIdentity() identity: Identity) {
    return this.sessions.endAll(userOf(identity), identity.credentialId);
  }

  @Audited('session.end')
  @Delete(':sessionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of my sessions: its cookie or tokens stop within five seconds' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  endOwnSession(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SessionParams }) { sessionId }: { readonly sessionId: string },
  ) {
    return this.sessions.end(userOf(identity), sessionId);
  }
}
