import { Problem } from '@anika/contracts';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PlatformModule } from '../bootstrap/platform.module';
import { setPrefix } from '../bootstrap/prefix';
import type { CommonConfig } from '../config/config';
import { AllowedMethods } from '../http/allowed-methods';
import { zodToOpenApi } from './zod-to-openapi';

export interface DocumentedApp {
  readonly module: Type;
  readonly config: new () => CommonConfig;
  readonly unprefixed?: readonly string[];
}

/** The OpenAPI document of one app, from its decorators and schemas alone: nothing is connected, no setting is read. */
export async function appDocument({
  module,
  config,
  unprefixed = [],
}: DocumentedApp): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(
    PlatformModule.forRoot({
      module,
      config: Object.create(config.prototype as object) as CommonConfig,
      allowedMethods: new AllowedMethods(),
    }),
    new FastifyAdapter(),
    { preview: true, abortOnError: false, logger: false },
  );
  setPrefix(app, unprefixed);
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder().setOpenAPIVersion('3.1.0').build(),
    {
      standardSchemaConverter: zodToOpenApi,
      operationIdFactory: (_controller, method) => method,
    },
  );
  const problem = zodToOpenApi(Problem, { schemaType: 'output' });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(problem?.components as object) },
  };
  return document;
}
