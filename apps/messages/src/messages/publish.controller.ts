import {
  AcceptedMessage,
  AnikaError,
  BatchResults,
  IdempotencyKey,
  type Identity,
  PublishBatch,
  PublishMessage,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, NotAudited } from '@anika/platform';
import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Published, PublishService } from './publish.service';

type Params = { readonly topicId: string };

@ApiTags('messages')
@RequireScope('messages:write')
@Controller('topics/:topicId/messages')
export class PublishController {
  constructor(private readonly publishing: PublishService) {}

  @NotAudited('the message itself says it')
  @Post()
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
      'CONTRACT_VIOLATED',
      'MALFORMED_JSON',
      'NOT_FOUND',
      'FORBIDDEN',
      'TOPIC_DELETING',
      'IDEMPOTENCY_MISMATCH',
      'MESSAGE_ERASED',
      'PAYLOAD_TOO_LARGE',
      'SERVICE_UNAVAILABLE',
    ],
  })
  async publishMessage(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Body({ schema: PublishMessage }) body: PublishMessage,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AcceptedMessage> {
    const key = idempotencyKeyOf(request);
    const accepted = await this.publishing.publish(identity, body, key, published(topicId, request, reply));
    void reply.header('location', `/api/v1/messages/${accepted.id}`);
    return accepted;
  }

  @NotAudited('the messages themselves say it')
  @Post('batch')
  @HttpCode(200)
  @ApiOperation({ summary: 'Publish up to 1,000 messages; each is accepted or refused by itself' })
  @Answers({
    status: 200,
    schema: BatchResults,
    errors: [
      'VALIDATION_FAILED',
      'MALFORMED_JSON',
      'NOT_FOUND',
      'FORBIDDEN',
      'TOPIC_DELETING',
      'PAYLOAD_TOO_LARGE',
      'SERVICE_UNAVAILABLE',
    ],
  })
  publishBatch(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Body({ schema: PublishBatch }) _body: PublishBatch,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchResults> {
    return this.publishing.publishBatch(identity, published(topicId, request, reply));
  }
}

function published(topicId: string, request: FastifyRequest, reply: FastifyReply): Published {
  const { rawBody = Buffer.alloc(0), topicVersion: knownVersion } = request;
  return { topicId, rawBody, knownVersion, setHeaders: (headers) => reply.headers(headers) };
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
