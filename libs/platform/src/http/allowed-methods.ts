import type { FastifyInstance, HTTPMethods } from 'fastify';
import findMyWay from 'find-my-way';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Knows which methods an address has, so that a wrong one is answered 405 with `Allow`. Watch before routes are added. */
export class AllowedMethods {
  private readonly router = findMyWay({ defaultRoute: () => undefined, ignoreTrailingSlash: true });

  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', (route) => {
      const methods = [route.method].flat() as HTTPMethods[];
      for (const method of methods) {
        const known = METHODS.find((name) => name === method);
        if (known && this.router.findRoute(known, route.url) === null)
          this.router.on(known, route.url, () => undefined);
      }
    });
  }

  /** The methods that the path answers; empty when it does not exist. `url` may have a query. */
  of(url: string): readonly string[] {
    const path = url.split('?', 1)[0] ?? '/';
    return METHODS.filter((method) => this.router.find(method, path) !== null);
  }
}
