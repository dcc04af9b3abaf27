import { Client, company, eventually, kill, restarted, signIn, stack } from '@anika/testing';
import { decodeProtectedHeader } from 'jose';
import { Client as Database } from 'pg';

/** Time passes by moving the keys' times in the database; auth reads them when it starts, and each minute. */
describe('The keys that sign access tokens', () => {
  const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
  beforeAll(() => database.connect());
  afterAll(() => database.end());

  const jwks = async () => {
    const answer = await fetch(`${stack().url}/.well-known/jwks.json`);
    return ((await answer.json()) as { keys: { kid: string; d?: string }[] }).keys;
  };
  const restartAuth = () => restarted('auth', kill('auth'));
  const kidOf = (token: string) => decodeProtectedHeader(token).kid;
  const worksWith = async (token: string) => (await new Client(token).get('/auth/me')).status === 200;

  it('are replaced by age: the next one is published before it signs, the old one verifies until its tokens are over', async () => {
    const { email, token: old } = await company();
    const oldKid = kidOf(old)!;
    await database.query(`UPDATE signing_key SET signs_from = now() - interval '29.97 days' WHERE kid = $1`, [
      oldKid,
    ]);
    await restartAuth();
    const published = await jwks();
    expect(published.map(({ kid }) => kid)).toContain(oldKid);
    const [next] = published.filter(({ kid }) => kid !== oldKid);
    expect(published.every(({ d }) => d === undefined)).toBe(true);
    expect(kidOf(await signIn(email))).toBe(oldKid);

    await database.query('UPDATE signing_key SET signs_from = now() WHERE kid = $1', [next!.kid]);
    await restartAuth();
    const fresh = await signIn(email);
    expect(kidOf(fresh)).toBe(next!.kid);
    expect(await worksWith(fresh)).toBe(true);
    expect(await worksWith(old)).toBe(true);

    await database.query('UPDATE signing_key SET expires_at = now() WHERE kid = $1', [oldKid]);
    await restartAuth();
    expect((await jwks()).map(({ kid }) => kid)).not.toContain(oldKid);
    // nginx keeps a positive answer for five seconds at the most.
    await eventually(async () => !(await worksWith(old)), { what: 'the end of the old token' });
    expect(await worksWith(fresh)).toBe(true);
  });
});
