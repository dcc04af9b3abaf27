import { Injectable } from '@nestjs/common';

/** The merged OpenAPI document of all services, which `main.ts` brings along. */
@Injectable()
export class OpenApiDocument {
  content: object = {};
}
