import { randomUUID } from 'node:crypto';
import { kill, restarted, stack } from '@anika/testing';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Client as Database } from 'pg';

export interface OwnSigningKey {
  /** The claims of a token, signed anew with another end, such as `-1 second`. */
  sign(token: string, expires: string): Promise<string>;
  remove(): Promise<void>;
}

/** A key that auth trusts but does not sign with: it is older than the current one. */
export async function ownSigningKey(): Promise<OwnSigningKey> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
  await database.connect();
  await database.query(
    `INSERT INTO signing_key (kid, public_jwk, sealed_private_key, signs_from, expires_at)
     VALUES ($1, $2, '', now() - interval '40 days', now() + interval '1 day')`,
    [kid, publicJwk],
  );
  await restarted('auth', kill('auth'));
  return {
    sign: (token, expires) =>
      new SignJWT(decodeJwt(token))
        .setProtectedHeader({ alg: 'ES256', kid })
        .setExpirationTime(expires)
        .sign(privateKey),
    async remove() {
      await database.query('DELETE FROM signing_key WHERE kid = $1', [kid]);
      await database.end();
    },
  };
}
