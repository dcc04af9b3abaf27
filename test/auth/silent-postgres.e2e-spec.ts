import { anonymous, appOf, type Company, company, PASSWORD, signIn, stack } from '@anika/testing';
import { whilePostgresIsSilent } from './frozen-postgres';

/** What nginx asks auth, without nginx's memory of the last five seconds. */
const identify = async (headers: Record<string, string>) => {
  const answer = await fetch(`http://127.0.0.1:${appOf('auth').httpPort}/identity`, {
    headers: { ...headers, 'x-gateway-secret': stack().secrets.gateway, 'x-original-method': 'GET' },
  });
  return { status: answer.status, partnerId: answer.headers.get('x-partner-id') };
};

describe('While PostgreSQL is silent', () => {
  let dealer: Company;
  let known: Record<string, string>[];
  beforeAll(async () => {
    dealer = await company();
    const created = await dealer.api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const session = await anonymous
      .post('/auth/session', { email: dealer.email, password: PASSWORD })
      .expect(204);
    known = [
      { authorization: `Bearer ${dealer.token}` },
      { authorization: `Bearer ${(created.body as { key: string }).key}` },
      { cookie: (session.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]! },
    ];
  });

  it('people, keys and sessions that it confirmed lately go on without a long wait, others are 503', async () => {
    const stranger = await company();
    const unseen = { authorization: `Bearer ${await signIn(stranger.email)}` };
    const mine = { status: 200, partnerId: dealer.partner.id };
    expect(await Promise.all(known.map(identify))).toEqual([mine, mine, mine]);
    await whilePostgresIsSilent(async () => {
      const start = performance.now();
      expect(await Promise.all(known.map(identify))).toEqual([mine, mine, mine]);
      expect(performance.now() - start).toBeLessThan(5000);
      expect(await identify(unseen)).toEqual({ status: 503, partnerId: null });
    });
    expect((await identify(unseen)).status).toBe(200);
  });
});
