import { createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { SecretBox } from '@anika/webhooks';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JWK } from 'jose';
import { DataSource, MoreThan } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { SigningKeyEntity } from '../database/signing-key.entity';

const LOCK = 4_125_003;
const REFRESH_MS = 60_000;
/** A key is published this long before it signs, so that every replica and client knows it by then. */
const LEAD_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

interface CurrentKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/**
 * The keys that sign access tokens (ES256). They live in PostgreSQL, the private halves sealed, and are replaced by age: the next
 * key is published an hour before it signs, the old one stays until the last token it signed has expired.
 */
@Injectable()
export class SigningKeysService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(SigningKeysService.name);
  private keys: readonly SigningKeyEntity[] = [];
  private publicKeys = new Map<string, KeyObject>();
  private current: CurrentKey | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
    private readonly box: SecretBox,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => {
      this.refresh().catch((error: unknown) => this.logger.warn(error));
    }, REFRESH_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** RFC 7517: the public keys of every token that may still be valid. */
  jwks(): { keys: JWK[] } {
    return { keys: this.keys.map(({ publicJwk }) => publicJwk) };
  }

  publicKey(kid: string): KeyObject | undefined {
    return this.publicKeys.get(kid);
  }

  signingKey(): CurrentKey {
    if (!this.current) throw new Error('There is no signing key');
    return this.current;
  }

  /** Makes the next key when it is time, and reads all keys. */
  async refresh(): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const [newest] = await manager.find(SigningKeyEntity, { order: { signsFrom: 'DESC' }, take: 1 });
      const replaceAt = newest ? newest.signsFrom.getTime() + this.config.SIGNING_KEY_DAYS * DAY_MS : 0;
      if (replaceAt > Date.now() + LEAD_MS) return;
      const overdue = replaceAt < Date.now() - DAY_MS;
      await manager.insert(
        SigningKeyEntity,
        await this.makeKey(new Date(overdue ? Date.now() : Date.now() + LEAD_MS)),
      );
    });
    await this.read();
  }

  private async makeKey(signsFrom: Date): Promise<SigningKeyEntity> {
    const kid = randomUUID();
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const life = (this.config.SIGNING_KEY_DAYS + 1) * DAY_MS + this.config.ACCESS_TOKEN_SECONDS * 1000;
    this.logger.log(`made the signing key ${kid}, which signs from ${signsFrom.toISOString()}`);
    return {
      kid,
      publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' },
      sealedPrivateKey: this.box.seal(await exportPKCS8(privateKey), kid),
      signsFrom,
      expiresAt: new Date(signsFrom.getTime() + life),
    };
  }

  private async read(): Promise<void> {
    this.keys = await this.source.manager.find(SigningKeyEntity, {
      where: { expiresAt: MoreThan(new Date()) },
      order: { signsFrom: 'DESC' },
    });
    this.publicKeys = new Map(
      this.keys.map(({ kid, publicJwk }) => [kid, createPublicKey({ key: publicJwk, format: 'jwk' })]),
    );
    const signing = this.keys.find(({ signsFrom }) => signsFrom.getTime() <= Date.now());
    if (!signing || signing.kid === this.current?.kid) return;
    const pem = this.box.open(signing.sealedPrivateKey, signing.kid);
    this.current = { kid: signing.kid, privateKey: await importPKCS8(pem, 'ES256') };
  }
}
