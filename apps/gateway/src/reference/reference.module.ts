import { Module } from '@nestjs/common';
import { OpenApiDocument } from './openapi-document';
import { ReferenceController } from './reference.controller';

@Module({ controllers: [ReferenceController], providers: [OpenApiDocument] })
export class ReferenceModule {}
