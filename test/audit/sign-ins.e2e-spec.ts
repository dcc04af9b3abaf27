import { anonymous, company, PASSWORD, stack } from '@anika/testing';
import request from 'supertest';
import { auditPage, lastOf } from './audit-log';

describe('The audit log of signing in', () => {
  it('has sign-ins, failed ones of known people, sign-outs, and refresh tokens that came back', async () => {
    const dealer = await company();
    const grantOf = (form: object) => anonymous.post('/auth/token', form);
    await grantOf({ grant_type: 'password', username: dealer.email, password: 'wrong password' }).expect(400);
    expect(await lastOf(dealer.api, 'user.sign_in')).toMatchObject({
      actor: { kind: 'user', id: dealer.user.id },
      object: { type: 'user', id: dealer.user.id },
      outcome: { result: 'refused', code: 'INVALID_GRANT' },
      address: '127.0.0.1',
    });
    const tokens = await grantOf({
      grant_type: 'password',
      username: dealer.email,
      password: PASSWORD,
    }).expect(200);
    expect((await lastOf(dealer.api, 'user.sign_in')).outcome.result).toBe('done');
    const { refresh_token: first } = tokens.body as { refresh_token: string };
    const refresh = { grant_type: 'refresh_token', refresh_token: first };
    await grantOf(refresh).expect(200);
    expect((await auditPage(dealer.api, '&action=user.refresh_token_reused')).data).toEqual([]);
    await grantOf(refresh).expect(400);
    await grantOf(refresh).expect(400);
    expect((await auditPage(dealer.api, '&action=user.refresh_token_reused')).data).toHaveLength(1);

    const opened = await anonymous
      .post('/auth/session', { email: dealer.email, password: PASSWORD })
      .expect(204);
    const cookie = (opened.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    const signOut = () =>
      request(stack().url).delete('/api/v1/auth/session').set('cookie', cookie).set('origin', stack().url);
    await request(stack().url)
      .post('/api/v1/topics')
      .set('cookie', cookie)
      .set('origin', 'https://evil.example')
      .send({})
      .expect(403);
    expect(await lastOf(dealer.api, 'user.session_misused')).toMatchObject({
      actor: { kind: 'user', id: dealer.user.id },
      outcome: { result: 'refused', status: 403, code: 'CROSS_ORIGIN' },
      address: '127.0.0.1',
    });
    await signOut().expect(204);
    await signOut().expect(204);
    const { refresh_token: second } = (
      await grantOf({ grant_type: 'password', username: dealer.email, password: PASSWORD }).expect(200)
    ).body as { refresh_token: string };
    await anonymous.post('/auth/revoke', { token: second }).expect(200);
    await anonymous.post('/auth/revoke', { token: 'unknown' }).expect(200);
    expect((await auditPage(dealer.api, '&action=user.sign_out')).data).toHaveLength(2);
  });
});
