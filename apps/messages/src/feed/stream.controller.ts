import { Readable } from 'node:stream';
import { type Identity, TopicParams } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Headers, Param, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FeedService } from './feed.service';

@ApiTags('messages')
@RequireScope('messages:read')
@Controller('topics/:topicId/stream')
export class StreamController {
  constructor(private readonly feed: FeedService) {}

  @Get()
  @ApiOperation({
    summary: 'Messages as they come, as server-sent events; resumed by Last-Event-ID, ended after a minute',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last message received' })
  @Answers({ status: 200, errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'RATE_LIMITED'] })
  async streamMessages(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() { raw: { socket } }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const events = await this.feed.stream(identity, topicId, lastEventId, socket);
    // nginx passes it on at once instead of collecting it.
    void reply.header('x-accel-buffering', 'no').header('cache-control', 'no-store');
    void reply.type('text/event-stream').send(Readable.from(events));
  }
}
