import { type INestApplication, RequestMethod } from '@nestjs/common';

/** The prefix of the REST API. */
export const API_PREFIX = 'api/v1';

/** Puts every route under the prefix but the machine room's and the named ones. */
export function setPrefix(app: INestApplication, unprefixed: readonly string[]): void {
  app.setGlobalPrefix(API_PREFIX, {
    exclude: ['health/*path', 'metrics', ...unprefixed].map((path) => ({ path, method: RequestMethod.ALL })),
  });
}
