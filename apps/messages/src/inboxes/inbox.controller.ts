import { Public } from '@anika/identity';
import { NotAudited } from '@anika/platform';
import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InboxReceiver } from './inbox-receiver';
import { receivedHeaders } from './received-headers';

/** Outside of the versioned API. */
export const INBOX_ROUTE = 'inbox/:token';
const FAILURE = 'This test inbox answers 500, as it was told to.';

/** Where webhooks to test inboxes arrive, and whatever else is sent there. Nothing of it is ever repeated in an answer. */
@ApiExcludeController()
@Public()
@Controller(INBOX_ROUTE)
export class InboxController {
  constructor(private readonly receiver: InboxReceiver) {}

  @NotAudited('what arrives is kept as a request of the inbox')
  @Post()
  async receive(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const bytes = request.rawBody ?? Buffer.alloc(0);
    const status = await this.receiver.receive(token, receivedHeaders(request.headers), bytes);
    await (status === 204 ? reply.status(204).send() : reply.status(status).type('text/plain').send(FAILURE));
  }
}
