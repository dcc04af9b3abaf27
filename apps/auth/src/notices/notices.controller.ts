import { type NoticesAnswer, NoticesRequest } from '@anika/contracts';
import { Internal } from '@anika/identity';
import { NotAudited } from '@anika/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NoticeEvents } from './notice-events';

/** auth calls nobody, so gateway brings here what people may be told by mail. */
@ApiExcludeController()
@Internal()
@Controller('internal/notices')
export class NoticesController {
  constructor(private readonly events: NoticeEvents) {}

  @NotAudited('it tells of what others did, whose entries the services have')
  @Post()
  @HttpCode(200)
  async tell(@Body({ schema: NoticesRequest }) { notices }: NoticesRequest): Promise<NoticesAnswer> {
    return { taken: await this.events.add(notices) };
  }
}
