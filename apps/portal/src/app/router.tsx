import { createRouter, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { formatParams, parseParams } from '../lib/url-params';
import { routeTree } from './routes';

const fallbacks = () => import('./fallbacks');

export const router = createRouter({
  routeTree,
  parseSearch: parseParams,
  stringifySearch: formatParams,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultErrorComponent: lazy(fallbacks, 'PageError'),
  defaultNotFoundComponent: lazy(fallbacks, 'NotFoundPage'),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** Loads beforehand what is shown when the network fails. */
export const preloadFallbacks = (): Promise<unknown> => fallbacks();
