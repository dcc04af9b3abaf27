import { appOf, type Company, company, stack } from '@anika/testing';
import request from 'supertest';

describe('The gateway', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  const spoofed = (partnerId: string) => ({
    'x-user-id': 'usr_01jd8k3m9cfe0rztgq8v5k2n4p',
    'x-partner-id': partnerId,
    'x-role': 'owner',
    'x-scopes': 'topics:read topics:write',
    'x-credential': 'token',
    'x-credential-id': 'x',
    'x-gateway-secret': 'x'.repeat(32),
  });

  it('ignores identity headers of clients', async () => {
    await request(stack().url).get('/api/v1/topics').set(spoofed(dealer.partner.id)).expect(401);
    const stranger = await company();
    const me = await stranger.api.get('/auth/me').set(spoofed(dealer.partner.id)).expect(200);
    expect(me.body).toMatchObject({ partner: { id: stranger.partner.id } });
  });

  it.each(['auth', 'topics', 'messages', 'gateway'] as const)('is the only way to %s', async (name) => {
    const base = `http://127.0.0.1:${appOf(name).httpPort}`;
    const paths = {
      auth: '/api/v1/auth/me',
      topics: '/api/v1/topics',
      messages: '/api/v1/messages/msg_01jd8k3m9cfe0rztgq8v5k2n4p',
      gateway: '/api/v1/openapi.json',
    };
    const direct = await request(base).get(paths[name]).set(spoofed(dealer.partner.id)).expect(401);
    expect(direct.body).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each(['/identity', '/internal/partners?after=0', '/health/ready', '/metrics'])(
    'hides %s',
    async (path) => {
      const answer = await request(stack().url).get(path);
      expect(answer.status).toBe(404);
    },
  );
});
