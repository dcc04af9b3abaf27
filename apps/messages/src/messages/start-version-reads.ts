import { isId } from '@anika/contracts';
import { type KnownVersion, SnapshotCache } from '@anika/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The topic's version, being read while the body is parsed. */
    topicVersion?: Promise<KnownVersion>;
  }
}

const PUBLISH = /^\/api\/v1\/topics\/([^/]+)\/messages(?:\/batch)?$/;

/** Starts to read the topic's version when a publish arrives, beside the reading of its body. */
export async function startVersionReads(app: NestFastifyApplication): Promise<void> {
  const snapshots = app.get(SnapshotCache);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const topicId = request.method === 'POST' ? PUBLISH.exec(request.url)?.[1] : undefined;
    if (topicId !== undefined && isId('topic', topicId))
      request.topicVersion = snapshots.readVersion(topicId);
    done();
  });
}
