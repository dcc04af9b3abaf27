import { randomUUID } from 'node:crypto';
import { anonymous, company, PASSWORD, signIn } from '@anika/testing';

describe('One’s own account', () => {
  it('has a name and a language that its person may change, with If-Match', async () => {
    const { api } = await company();
    const before = await api.get('/auth/me').expect(200);
    expect(before.body).toMatchObject({ user: { locale: null }, credential: { kind: 'token' } });
    const etag = before.headers['etag'] as string;
    const changed = await api
      .patch('/auth/me', { name: 'Мария', locale: 'ru' })
      .set('if-match', etag)
      .expect(200);
    expect(changed.body).toMatchObject({ user: { name: 'Мария', locale: 'ru' } });
    await api.patch('/auth/me', { name: 'Other' }).set('if-match', etag).expect(412);
    await api.patch('/auth/me', { locale: 'fr' }).expect(422);
    await api.patch('/auth/me', { role: 'owner' }).expect(422);
    expect((await api.patch('/auth/me', { locale: null }).expect(200)).body).toMatchObject({
      user: { name: 'Мария', locale: null },
    });
  });

  it('gets another e-mail address with the password only, and none that is taken', async () => {
    const [{ api, email: old }, stranger] = await Promise.all([company(), company()]);
    const email = `${randomUUID()}@example.com`;
    const bare = await api.patch('/auth/me', { email }).expect(422);
    expect(bare.body).toMatchObject({ errors: [{ pointer: '/currentPassword', code: 'REQUIRED' }] });
    const wrong = await api.patch('/auth/me', { email, currentPassword: 'wrong' }).expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ pointer: '/currentPassword', code: 'INVALID' }] });
    await api.patch('/auth/me', { email: stranger.email, currentPassword: PASSWORD }).expect(409);
    await api.patch('/auth/me', { email, currentPassword: PASSWORD }).expect(200);
    await signIn(email);
    const gone = { grant_type: 'password', username: old, password: PASSWORD };
    await anonymous.post('/auth/token', gone).expect(400);
  });
});
