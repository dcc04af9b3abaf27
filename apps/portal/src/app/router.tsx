import { createRouter } from '@tanstack/react-router';
import { formatParams, parseParams } from '../lib/url-params';
import { NotFoundPage, PageError } from './fallbacks';
import { routeTree } from './routes';

export const router = createRouter({
  routeTree,
  parseSearch: parseParams,
  stringifySearch: formatParams,
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
