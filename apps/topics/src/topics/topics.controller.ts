import {
  CreateTopic,
  type Identity,
  Topic,
  TopicPage,
  TopicParams,
  TopicQuery,
  UpdateTopic,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited, etagOf } from '@anika/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TopicsService } from './topics.service';

type Params = { readonly topicId: string };

function withEtag(reply: FastifyReply, topic: Topic): Topic {
  void reply.header('etag', etagOf(new Date(topic.updatedAt)));
  return topic;
}

@ApiTags('topics')
@Controller('topics')
export class TopicsController {
  constructor(private readonly topics: TopicsService) {}

  @RequireScope('topics:write')
  @Audited('topic.create')
  @Post()
  @ApiOperation({ summary: 'Open a topic' })
  @Answers({ status: 201, schema: Topic, errors: ['VALIDATION_FAILED', 'CONFLICT', 'LIMIT_REACHED'] })
  async createTopic(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateTopic }) body: CreateTopic,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const topic = await this.topics.create(identity, body);
    void reply.header('location', `/api/v1/topics/${topic.id}`);
    return withEtag(reply, topic);
  }

  @RequireScope('topics:read')
  @Get()
  @ApiOperation({
    summary: 'Own topics, those shared with you, or the catalogue, which begins with the newest',
  })
  @Answers({ status: 200, schema: TopicPage, errors: ['VALIDATION_FAILED'] })
  listTopics(@CurrentIdentity() identity: Identity, @Query({ schema: TopicQuery }) query: TopicQuery) {
    return this.topics.list(identity, query);
  }

  @RequireScope('topics:read')
  @Get(':topicId')
  @ApiOperation({ summary: 'One topic' })
  @Answers({ status: 200, schema: Topic, errors: ['NOT_FOUND'] })
  async getTopic(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.topics.get(identity, topicId));
  }

  @RequireScope('topics:write')
  @Audited('topic.update')
  @Patch(':topicId')
  @ApiOperation({ summary: 'Change a topic (merge patch; If-Match is honoured)' })
  @Answers({
    status: 200,
    schema: Topic,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'CONFLICT', 'PRECONDITION_FAILED'],
  })
  async updateTopic(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Body({ schema: UpdateTopic }) body: UpdateTopic,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.topics.update(identity, topicId, body, ifMatch));
  }

  @RequireScope('topics:write')
  @Audited('topic.delete')
  @Delete(':topicId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a topic with its messages' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  deleteTopic(@CurrentIdentity() identity: Identity, @Param({ schema: TopicParams }) { topicId }: Params) {
    return this.topics.delete(identity, topicId);
  }
}
