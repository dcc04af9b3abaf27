import {
  CreateUser,
  type Identity,
  UpdateUser,
  User,
  UserPage,
  UserParams,
  UserQuery,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited, withEtag } from '@anika/platform';
import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UsersService } from './users.service';

type Params = { readonly userId: string };

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @RequireScope('users:write')
  @Audited('user.create')
  @Post()
  @ApiOperation({ summary: 'Add a person to the company' })
  @Answers({ status: 201, schema: User, errors: ['VALIDATION_FAILED', 'CONFLICT'] })
  async createUser(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateUser }) body: CreateUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const user = await this.users.create(identity, body);
    void reply.header('location', `/api/v1/users/${user.id}`);
    return user;
  }

  @RequireScope('users:read')
  @Get()
  @ApiOperation({ summary: 'The people of the company, of another one for operators' })
  @Answers({ status: 200, schema: UserPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listUsers(@CurrentIdentity() identity: Identity, @Query({ schema: UserQuery }) query: UserQuery) {
    return this.users.list(identity, query);
  }

  @RequireScope('users:read')
  @Get(':userId')
  @ApiOperation({ summary: 'One person' })
  @Answers({ status: 200, schema: User, errors: ['NOT_FOUND'] })
  async getUser(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: UserParams }) { userId }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.users.get(identity, userId));
  }

  @RequireScope('users:write')
  @Audited('user.update')
  @Patch(':userId')
  @ApiOperation({ summary: 'Change name, role or status (merge patch; If-Match is honoured)' })
  @Answers({
    status: 200,
    schema: User,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
  })
  async updateUser(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: UserParams }) { userId }: Params,
    @Body({ schema: UpdateUser }) body: UpdateUser,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.users.update(identity, userId, body, ifMatch));
  }
}
