import { FoundMessages, type Identity, SearchIndex, SearchMessages, TopicParams } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, NotAudited } from '@anika/platform';
import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { SearchService } from './search.service';

type Params = { readonly topicId: string };

@ApiTags('messages')
@RequireScope('messages:read')
@Controller('topics/:topicId')
export class SearchController {
  constructor(private readonly searching: SearchService) {}

  @NotAudited('it only reads')
  @Post('messages/search')
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'Find messages by what is in them, newest first' })
  @Answers({
    status: 200,
    schema: FoundMessages,
    errors: ['VALIDATION_FAILED', 'MALFORMED_JSON', 'FORBIDDEN', 'NOT_FOUND'],
  })
  searchMessages(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Body({ schema: SearchMessages }) body: SearchMessages,
  ): Promise<string> {
    return this.searching.search(identity, topicId, body);
  }

  @Get('search-index')
  @ApiOperation({ summary: 'How far the searchable fields of a topic are indexed' })
  @Answers({ status: 200, schema: SearchIndex, errors: ['VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND'] })
  getSearchIndex(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
  ): Promise<SearchIndex> {
    return this.searching.index(identity, topicId);
  }
}
