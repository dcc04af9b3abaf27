import { createHash, timingSafeEqual } from 'node:crypto';
import { AnikaError, GATEWAY_SECRET_HEADER, INTERNAL_SECRET_HEADER, type Scope } from '@anika/contracts';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type Access } from './access.decorators';
import { identityOf } from './identity-of';

export interface AccessSecrets {
  /** Undefined where an app has no route for users (dispatcher). */
  readonly gateway: string | undefined;
  readonly internal: string;
}

/** Hears of each call that is refused for its scope, before the refusal is answered. */
export type OnRefusal = (context: ExecutionContext, error: AnikaError) => Promise<void>;

/**
 * Trusts identity headers only from nginx (the gateway secret, compared in constant time) and asks for the route's scope.
 * `isExempt` names the routes of the machine room (health, metrics).
 */
export class AccessGuard implements CanActivate {
  private readonly gateway: Buffer | undefined;
  private readonly internal: Buffer;

  constructor(
    secrets: AccessSecrets,
    private readonly reflector: Reflector,
    private readonly isExempt: (context: ExecutionContext) => boolean,
    private readonly onRefusal: OnRefusal,
  ) {
    this.gateway = secrets.gateway === undefined ? undefined : digest(secrets.gateway);
    this.internal = digest(secrets.internal);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http' || this.isExempt(context)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = this.accessOf(context);
    this.assertSecret(request, access);
    if (access === 'public' || access === 'internal') return true;
    request.identity = identityOf(request);
    if (access === 'authenticated' || request.identity.scopes.includes(access.scope)) return true;
    return this.refuse(context, access.scope);
  }

  private async refuse(context: ExecutionContext, scope: Scope): Promise<never> {
    const error = new AnikaError('FORBIDDEN', { detail: `This needs the scope ${scope}.` });
    await this.onRefusal(context, error);
    throw error;
  }

  private accessOf(context: ExecutionContext): Access {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} has no access rule`);
    return access;
  }

  private assertSecret(request: FastifyRequest, access: Access): void {
    const [name, expected] =
      access === 'internal' ? [INTERNAL_SECRET_HEADER, this.internal] : [GATEWAY_SECRET_HEADER, this.gateway];
    const sent = request.headers[name];
    if (expected === undefined || typeof sent !== 'string' || !timingSafeEqual(digest(sent), expected)) {
      throw new AnikaError('UNAUTHENTICATED', {
        detail: 'Requests reach this service through the gateway only.',
      });
    }
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
