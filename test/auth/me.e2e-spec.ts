import { randomUUID } from 'node:crypto';
import { anonymous, Client, company, eventually, operator, PASSWORD, signIn } from '@anika/testing';
import { auditPage } from '../audit/audit-log';
import { person } from './notices';

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

  it('has a choice of notices by mail: as the role has it until its person chooses', async () => {
    const owner = await company();
    const [member, viewer] = await Promise.all([person(owner, 'member'), person(owner, 'viewer')]);
    const choiceOf = async ({ api }: { api: Client }) =>
      ((await api.get('/auth/me').expect(200)).body as { notices: unknown }).notices;
    expect(await choiceOf(owner)).toEqual({ subscription: true, delivery: true, access: true });
    expect(await choiceOf(member)).toEqual({ subscription: true, delivery: false, access: true });
    expect(await choiceOf(viewer)).toEqual({ subscription: false, delivery: false, access: false });

    const change = (notices: object) => owner.api.patch('/auth/me', { notices });
    await Promise.all([
      change({ subscription: false }).expect(200),
      change({ delivery: false }).expect(200),
      member.api.patch('/auth/me', { notices: { delivery: true } }).expect(200),
    ]);
    expect(await choiceOf(owner)).toEqual({ subscription: false, delivery: false, access: true });
    await owner.api.patch(`/users/${member.id}`, { role: 'viewer' }).expect(200);
    await eventually(async () => !((await choiceOf(member)) as { access: boolean }).access);
    expect(await choiceOf(member)).toEqual({ subscription: false, delivery: true, access: false });

    const unknown = await change({ weather: true }).expect(422);
    expect(unknown.body).toMatchObject({ errors: [{ pointer: '/notices/weather', code: 'UNKNOWN_MEMBER' }] });
    await change({ access: 'yes' }).expect(422);
    const { data } = await auditPage(owner.api);
    expect(data).toContainEqual(expect.objectContaining({ action: 'user.update', changes: ['notices'] }));
  });

  it('of an operator or a key has no notices', async () => {
    const [admin, { api }] = await Promise.all([operator(), company()]);
    expect((await admin.get('/auth/me').expect(200)).body).toMatchObject({ notices: null });
    const refused = await admin.patch('/auth/me', { notices: { access: true } }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/notices', code: 'UNKNOWN_MEMBER' }] });
    const key = (await api.post('/api-keys', { name: 'k', scopes: ['topics:read'] }).expect(201)).body as {
      key: string;
    };
    expect((await new Client(key.key).get('/auth/me').expect(200)).body).toMatchObject({ notices: null });
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
