import type { Identity } from '@anika/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The caller, in a route that needs a credential. @example get(@CurrentIdentity() identity: Identity) { … } */
export const CurrentIdentity = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const { identity } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!identity) throw new Error('CurrentIdentity on a route without a credential');
  return identity;
});
