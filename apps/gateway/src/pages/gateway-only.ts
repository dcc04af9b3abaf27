import { AnikaError, GATEWAY_SECRET_HEADER } from '@anika/contracts';
import { sameSecret } from '@anika/platform';
import type { Check } from './guarded';

/** Refuses what did not come through nginx, as AccessGuard does for controllers: the identity headers are believed. */
export function gatewayOnly(secret: string): Check {
  return ({ headers }) => {
    const sent = headers[GATEWAY_SECRET_HEADER];
    if (typeof sent === 'string' && sameSecret(sent, secret)) return undefined;
    throw new AnikaError('UNAUTHENTICATED', {
      detail: 'Requests reach this service through the gateway only.',
    });
  };
}
