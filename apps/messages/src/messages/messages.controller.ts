import {
  AcceptedMessage,
  AnikaError,
  IdempotencyKey,
  type Identity,
  Message,
  MessagePage,
  MessageParams,
  MessageQuery,
  OneMessageQuery,
  PublishMessage,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MessagesService } from './messages.service';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('messages')
@Controller()
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @RequireScope('messages:write')
  @Post('topics/:topicId/messages')
  @HttpCode(202)
  @ApiOperation({ summary: 'Publish a message: accepted means kept' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Repeating the request with it publishes once',
  })
  @Answers({
    status: 202,
    schema: AcceptedMessage,
    errors: [
      'VALIDATION_FAILED',
      'MALFORMED_JSON',
      'NOT_FOUND',
      'FORBIDDEN',
      'TOPIC_DELETING',
      'IDEMPOTENCY_MISMATCH',
      'PAYLOAD_TOO_LARGE',
      'SERVICE_UNAVAILABLE',
    ],
  })
  async publishMessage(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Body({ schema: PublishMessage }) body: PublishMessage,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedMessage> {
    const accepted = await this.messages.publish(identity, {
      topicId,
      body,
      rawBody: request.rawBody ?? Buffer.alloc(0),
      idempotencyKey: idempotencyKeyOf(request),
      knownVersion: request.topicVersion,
    });
    void reply.header('location', `/api/v1/messages/${accepted.id}`);
    return accepted;
  }

  @RequireScope('messages:read')
  @Get('topics/:topicId/messages')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'The messages of a topic, newest first' })
  @Answers({ status: 200, schema: MessagePage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listMessages(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Query({ schema: MessageQuery }) query: MessageQuery,
  ): Promise<string> {
    return this.messages.list(identity, topicId, query);
  }

  @RequireScope('messages:read')
  @Get('messages/:messageId')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'One message' })
  @Answers({ status: 200, schema: Message, errors: ['VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND'] })
  getMessage(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: MessageParams }) { messageId }: { readonly messageId: string },
    @Query({ schema: OneMessageQuery }) { as }: OneMessageQuery,
  ): Promise<string> {
    return this.messages.get(identity, messageId, as);
  }
}

function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const sent = headers['idempotency-key'];
  if (sent === undefined) return undefined;
  const result = IdempotencyKey.safeParse(sent);
  if (result.success) return result.data;
  throw new AnikaError('VALIDATION_FAILED', {
    errors: [
      { pointer: 'Idempotency-Key', code: 'INVALID', message: 'must be 1 to 255 visible ASCII characters' },
    ],
  });
}
