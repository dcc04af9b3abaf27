import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Metrics } from '../metrics/metrics';

/** Counts and times every HTTP answer by route (not by address: ids would make endless series). */
export function observeHttp(app: NestFastifyApplication): void {
  const durations = app
    .get(Metrics)
    .histogram('anika_http_seconds', 'Time to answer a request', ['method', 'route', 'status']);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    done();
  });
}
