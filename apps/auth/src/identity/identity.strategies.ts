import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { IncomingMessage } from 'node:http';
import { decodeProtectedHeader } from 'jose';
import { Strategy as PassportBaseStrategy } from 'passport';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import { AuthConfig } from '../auth.config';
import { SigningKeysService } from '../tokens/signing-keys.service';
import { hashOf } from '../tokens/secret-text';
import { type Credential, sessionCookieOf } from './credential';
import { PrincipalRepository } from './principal.repository';

interface Claims {
  readonly sub: string;
  /** The session, which may end before the token does. */
  readonly sid?: string;
  readonly exp: number;
}

/** `Authorization: Bearer <access token>`: a JWT that one of our keys signed. */
@Injectable()
export class TokenStrategy extends PassportStrategy(JwtStrategy, 'token') {
  constructor(
    config: AuthConfig,
    keys: SigningKeysService,
    private readonly principals: PrincipalRepository,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: ['ES256'],
      issuer: config.PUBLIC_URL,
      audience: 'anika',
      secretOrKeyProvider: (
        _request: unknown,
        token: string,
        done: (error: Error | null, key?: KeyObject) => void,
      ) => {
        const key = publicKeyOf(token, keys);
        if (key) done(null, key);
        else done(new Error('unknown key'));
      },
    } as unknown as ConstructorParameters<typeof JwtStrategy>[0]);
  }

  async validate({ sub, sid, exp }: Claims): Promise<Credential | false> {
    const identity = await (sid === undefined ? this.principals.ofUser(sub) : this.principals.ofToken(sid));
    return identity ? { identity, expiresAt: exp } : false;
  }
}

function publicKeyOf(token: string, keys: SigningKeysService): KeyObject | undefined {
  try {
    return keys.publicKey(decodeProtectedHeader(token).kid ?? '');
  } catch {
    return undefined;
  }
}

type Done = (error: unknown, credential?: Credential | false) => void;

/** A strategy whose whole work is in `validate(request)`. */
class RequestStrategy extends PassportBaseStrategy {
  constructor(private readonly verify: (request: IncomingMessage, done: Done) => void) {
    super();
  }

  override authenticate(request: unknown): void {
    this.verify(request as IncomingMessage, (error, credential) => {
      if (error) this.error(error as Error);
      else if (credential) this.success(credential);
      else this.fail(401);
    });
  }
}

/** `Authorization: Bearer anika_…`: an API key. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(RequestStrategy, 'key') {
  constructor(private readonly principals: PrincipalRepository) {
    super();
  }

  async validate({ headers }: IncomingMessage): Promise<Credential | false> {
    const key = /^Bearer (anika_[\w-]+)$/i.exec(headers.authorization ?? '')?.[1];
    const identity = key === undefined ? undefined : await this.principals.ofApiKey(hashOf(key));
    return identity ? { identity } : false;
  }
}

/** The session cookie of a browser; with an Authorization header it does not count. */
@Injectable()
export class SessionStrategy extends PassportStrategy(RequestStrategy, 'session') {
  constructor(private readonly principals: PrincipalRepository) {
    super();
  }

  async validate({ headers }: IncomingMessage): Promise<Credential | false> {
    const secret = headers.authorization === undefined ? sessionCookieOf(headers.cookie) : undefined;
    const identity = secret === undefined ? undefined : await this.principals.ofSession(hashOf(secret));
    return identity ? { identity } : false;
  }
}
