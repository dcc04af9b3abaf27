import type { Scope } from '@anika/contracts';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';

export const ACCESS = 'anika:access';

/** How a route is guarded: by a scope, open to anyone who comes through the gateway, or for our own services only. */
export type Access = { readonly scope: Scope } | 'public' | 'internal' | 'authenticated';

/** Anyone may call it, through the gateway only. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

/** Only our own services may call it: the internal secret instead of the gateway's. */
export const Internal = () => SetMetadata(ACCESS, 'internal' satisfies Access);

/** Any valid credential may call it. */
export const Authenticated = () =>
  applyDecorators(
    SetMetadata(ACCESS, 'authenticated' satisfies Access),
    ApiBearerAuth(),
    ApiCookieAuth('session'),
  );

/**
 * Only credentials with the scope may call it.
 *
 * @example @RequireScope('topics:write') @Post() create() { … }
 */
export const RequireScope = (scope: Scope) =>
  applyDecorators(SetMetadata(ACCESS, { scope } satisfies Access), ApiBearerAuth(), ApiCookieAuth('session'));
