import {
  type Identity,
  PageQuery,
  ResetLink,
  SessionPage,
  SessionParams,
  UserParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PasswordsService } from '../passwords/passwords.service';
import { SessionsService } from '../sessions/sessions.service';
import { UsersService } from './users.service';

type Params = { readonly userId: string };

/** What an owner does about how a colleague signs in; operators do it for anyone. */
@ApiTags('users')
@Controller('users/:userId')
export class UserAccessController {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly users: UsersService,
  ) {}

  @RequireScope('users:write')
  @Audited('user.reset_link')
  @Post('reset-link')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make a link with which the person sets a new password; it is shown this once' })
  @Answers({ status: 201, schema: ResetLink, errors: ['NOT_FOUND', 'CONFLICT'] })
  makeResetLink(@CurrentIdentity() identity: Identity, @Param({ schema: UserParams }) { userId }: Params) {
    return this.passwords.makeLink(identity, userId);
  }

  @RequireScope('users:write')
  @Get('sessions')
  @ApiOperation({ summary: 'Where the person is signed in, newest first' })
  @Answers({ status: 200, schema: SessionPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  async listUserSessions(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: UserParams }) { userId }: Params,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    const { id } = await this.users.get(identity, userId);
    return this.sessions.list(identity, id, query);
  }

  @RequireScope('users:write')
  @Audited('session.end')
  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign the person out everywhere' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  async endUserSessions(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: UserParams }) { userId }: Params,
  ) {
    const { id } = await this.users.get(identity, userId);
    await this.sessions.endAll(id);
  }

  @RequireScope('users:write')
  @Audited('session.end')
  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one session of the person' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  async endUserSession(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: UserParams.extend(SessionParams.shape) })
    { userId, sessionId }: Params & { readonly sessionId: string },
  ) {
    const { id } = await this.users.get(identity, userId);
    await this.sessions.end(id, sessionId);
  }
}
