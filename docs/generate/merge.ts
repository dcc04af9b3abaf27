import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder } from '@nestjs/swagger';
import { complete } from './complete';
import { addExamples } from './examples';
import { addNamedExamples } from './named-examples';
import { assertTagged, tags } from './tags';
import { webhooks } from './webhooks';

const DESCRIPTION = `Topics, grants and signed webhooks between partner companies.

Authenticate with \`Authorization: Bearer <access token or API key>\`. Lists answer \`{ data, nextCursor }\` and take
\`?limit&cursor\`. Errors are problem documents (RFC 9457) with a stable \`code\`: see the [table of codes](/docs/errors).`;

/** One document out of those of the services; a path or schema that two of them define differently is a mistake. */
export function mergeDocuments(documents: readonly OpenAPIObject[], version: string): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('ANIKA')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', description: 'An access token (JWT) or an API key (`anika_…`).' })
    .addCookieAuth(
      'anika_session',
      { type: 'apiKey', description: 'A session of a browser, from `POST /auth/session`.' },
      'session',
    )
    .build();
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const document of documents) {
    merge(paths, document.paths);
    merge(schemas, document.components?.schemas ?? {});
  }
  const sent = webhooks();
  merge(schemas, sent.components);
  const document = complete({
    ...base,
    tags,
    webhooks: sent.section as OpenAPIObject['webhooks'],
    paths: sorted(paths) as OpenAPIObject['paths'],
    components: {
      ...base.components,
      schemas: sorted(schemas) as NonNullable<OpenAPIObject['components']>['schemas'],
    },
  });
  assertTagged(document);
  addNamedExamples(document);
  addExamples(document);
  return document;
}

function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(from)) {
    const present = into[name];
    if (present !== undefined && JSON.stringify(present) !== JSON.stringify(value)) {
      throw new Error(
        `${name} is defined twice, differently: ${JSON.stringify(present)} and ${JSON.stringify(value)}`,
      );
    }
    into[name] = value;
  }
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
