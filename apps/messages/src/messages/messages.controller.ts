import {
  type Identity,
  Message,
  MessagePage,
  MessageParams,
  MessageQuery,
  OneMessageQuery,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { FeedService } from '../feed/feed.service';
import { MessagesService } from './messages.service';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('messages')
@Controller()
export class MessagesController {
  constructor(
    private readonly feed: FeedService,
    private readonly messages: MessagesService,
  ) {}

  @RequireScope('messages:read')
  @Get('topics/:topicId/messages')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'The messages of a topic, newest first; with order=asc a feed that misses none' })
  @Answers({
    status: 200,
    schema: MessagePage,
    errors: ['VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED'],
  })
  listMessages(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Query({ schema: MessageQuery }) query: MessageQuery,
    @Req() { raw: { socket } }: FastifyRequest,
  ): Promise<string> {
    return query.order === 'asc'
      ? this.feed.page(identity, topicId, query, socket)
      : this.messages.list(identity, topicId, query);
  }

  @RequireScope('messages:read')
  @Get('messages/:messageId')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'One message' })
  @Answers({
    status: 200,
    schema: Message,
    errors: ['VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND', 'MESSAGE_ERASED'],
  })
  getMessage(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: MessageParams }) { messageId }: { readonly messageId: string },
    @Query({ schema: OneMessageQuery }) query: OneMessageQuery,
  ): Promise<string> {
    return this.messages.get(identity, messageId, query);
  }
}
