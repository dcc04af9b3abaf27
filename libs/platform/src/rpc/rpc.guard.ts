import { createHash, timingSafeEqual } from 'node:crypto';
import { AnikaError, type RpcEnvelope } from '@anika/contracts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

/** Lets only our own services call: each packet carries the internal secret. */
@Injectable()
export class RpcGuard implements CanActivate {
  constructor(private readonly secret: string) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'rpc') return true;
    const envelope = context.switchToRpc().getData<Partial<RpcEnvelope> | undefined>();
    if (
      envelope?.v !== 1 ||
      typeof envelope.secret !== 'string' ||
      !sameSecret(envelope.secret, this.secret)
    ) {
      throw new AnikaError('UNAUTHENTICATED', { detail: 'The call did not carry the internal secret.' });
    }
    return true;
  }
}
