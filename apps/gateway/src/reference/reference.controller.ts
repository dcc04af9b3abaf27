import { Public } from '@anika/identity';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { OpenApiDocument } from './openapi-document';

@ApiTags('platform')
@Public()
@Controller()
export class ReferenceController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'This document' })
  @ApiOkResponse({ description: 'An OpenAPI 3.1 document', content: { 'application/json': {} } })
  getOpenApi(): object {
    return this.document.content;
  }
}
