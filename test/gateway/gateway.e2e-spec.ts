import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  anonymous,
  type Company,
  company,
  eventually,
  kill,
  operator,
  publish,
  restarted,
  stack,
  topicOf,
} from '@anika/testing';
import { errors as codes } from './problem-codes';
import request from 'supertest';

const gateway = () => request(stack().url);

describe('The gateway', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  it.each([
    ['GET', '/api/v1/nothing', 404, 'NOT_FOUND'],
    ['GET', '/nothing', 404, 'NOT_FOUND'],
    ['DELETE', '/api/v1/topics', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/api/v1/topics/%zz', 400, 'MALFORMED_REQUEST'],
  ])('answers %s %s with a problem document', async (method, path, status, code) => {
    const call = gateway()
      [method.toLowerCase() as 'get' | 'delete'](path)
      .set('authorization', `Bearer ${dealer.token}`);
    const answer = await call.expect(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code });
    expect(codes).toContain(code);
  });

  it('keeps a proper request id and replaces an improper one', async () => {
    const own = await gateway().get('/api/v1/topics').set('x-request-id', 'my.id-1').expect(401);
    expect(own.headers['x-request-id']).toBe('my.id-1');
    expect(own.body).toMatchObject({ requestId: 'my.id-1' });
    const bad = await dealer.api.get('/topics').set('x-request-id', 'not an id!').expect(200);
    expect(bad.headers['x-request-id']).toMatch(/^[\w.-]{1,64}$/);
  });

  it('takes messages of 1 MiB and refuses larger ones', async () => {
    const topic = await topicOf(dealer);
    const frame = '{"type":"t","data":""}'.length;
    await publish(dealer, topic, 'x'.repeat(1024 * 1024 - frame - 100));
    const answer = await dealer.api
      .post(`/topics/${topic.id}/messages`, { type: 't', data: 'x'.repeat(1024 * 1024) })
      .expect(413);
    expect(answer.body).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('refuses other media types', async () => {
    const answer = await gateway()
      .post('/api/v1/topics')
      .set('authorization', `Bearer ${dealer.token}`)
      .set('content-type', 'text/plain')
      .send('{}')
      .expect(415);
    expect(answer.body).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it('sends security headers and tells no version', async () => {
    const { headers } = await gateway().get('/').expect(200);
    expect(headers['content-security-policy']).toBeDefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['server'] ?? '').not.toMatch(/\d/);
  });

  describe('The portal', () => {
    const page = (path: string) => gateway().get(path).set('accept', 'text/html');

    it('is a page that nobody may keep, with a nonce of its own each time', async () => {
      const answers = [await page('/').expect(200), await page('/topics/top_x/messages').expect(200)];
      const nonces = answers.map(({ headers, text }) => {
        expect(headers['cache-control']).toBe('no-store');
        const policy = headers['content-security-policy'] ?? '';
        expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
        expect(policy).not.toContain('unsafe');
        const nonce = /'nonce-([^']{22,})'/.exec(policy)?.[1];
        expect(text).toContain(`nonce="${nonce}"`);
        return nonce;
      });
      expect(nonces[0]).not.toBe(nonces[1]);
    });

    it('has files that may be kept for ever, and no others', async () => {
      const { text } = await page('/sign-in').expect(200);
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(text)?.[1] ?? '';
      const file = await gateway().get(script).expect(200);
      expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const missing = await page('/assets/index-00000000.js').expect(404);
      expect(missing.body).toMatchObject({ code: 'NOT_FOUND' });
    });

    it('tells people by a page, and programs by a problem, that there is nothing', async () => {
      const lost = await page('/nothing').expect(404);
      expect(lost.headers['content-type']).toContain('text/html');
      await page('/api/v1/nothing')
        .expect(404)
        .expect('content-type', /problem\+json/);
    });

    it('leads people from another name of the host to its own address', async () => {
      const away = await page('/topics?scope=shared').set('host', 'localhost').expect(302);
      expect(away.headers['location']).toBe(`${stack().url}/topics?scope=shared`);
      await gateway().get('/api/v1/openapi.json').set('host', 'localhost').expect(200);
    });
  });

  it('lets the token of a link into no log and no Referer header, also when its page cannot be had', async () => {
    const token = randomUUID();
    const links = [`/invite/${token}`, `/reset/${token}`];
    const killed = kill('gateway');
    for (const link of links) await gateway().get(link).expect(502);
    await restarted('gateway', killed);
    for (const link of links) {
      const { headers } = await gateway().get(link).set('accept', 'text/html');
      expect(headers['referrer-policy']).toBe('strict-origin');
    }
    const id = randomUUID();
    await gateway().get('/api/v1/topics').set('x-request-id', id).expect(401);
    const logs = join(dirname(process.env.ANIKA_STACK!), 'logs');
    const read = (name: string) => readFileSync(join(logs, name), 'utf8');
    await eventually(() => read('access.log').includes(id), { what: 'the access log' });
    for (const name of ['access.log', 'nginx.log', 'gateway.log'])
      expect(read(name).includes(token)).toBe(false);
  });

  it('serves the OpenAPI document and its reference page to anyone', async () => {
    const document = await gateway().get('/api/v1/openapi.json').expect(200);
    expect(document.body).toMatchObject({ openapi: '3.1.0', info: { title: 'ANIKA' } });
    const reference = await gateway().get('/docs').redirects(1).expect(200);
    expect(reference.text).toContain('<html lang="en">');
    for (const address of ['/', '/docs/errors']) expect(reference.text).toContain(`<a href="${address}">`);
    await gateway().get('/docs/errors').expect(200);
  });

  it('shows the status of every part', async () => {
    const status = await anonymous.get('/status').expect(200);
    expect(JSON.stringify(status.body)).toContain('messages');
    const page = (languages: string) =>
      gateway()
        .get('/status')
        .set('accept-language', languages)
        .expect(200)
        .expect('vary', /Accept-Language/);
    const english = await page('de,en;q=0.8,ru;q=0.5');
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('publishing and reading messages');
    expect(english.text).not.toMatch(/[а-я]/i);
    const russian = await page('ru-RU,ru;q=0.9,en;q=0.8');
    expect(russian.text).toContain('<html lang="ru">');
    expect(russian.text).toContain('публикация и чтение сообщений');
    expect(russian.text).not.toMatch(/ready<|>Error codes|Service/);
  });

  describe('Bull Board', () => {
    const routes = ['/ops/queues', '/ops/queues/', '/ops/queues/api/queues', '/%6fps/queues/api/queues'];

    it.each(routes)('refuses anonymous callers and partners at %s', async (path) => {
      const nobody = await gateway().get(path);
      expect([302, 401, 404]).toContain(nobody.status);
      const partner = await gateway().get(path).set('authorization', `Bearer ${dealer.token}`);
      expect([403, 404]).toContain(partner.status);
    });

    it('shows operators the queues, and lets nobody change a job', async () => {
      const { email, password } = stack().operator;
      const session = await anonymous.post('/auth/session', { email, password }).expect(204);
      const cookie = (session.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
      const queues = await gateway().get('/ops/queues/api/queues').set('cookie', cookie).expect(200);
      const names = (queues.body as { queues: { name: string }[] }).queues.map(({ name }) => name);
      expect(names.toSorted()).toEqual(['dead-letter', 'delivery', 'fan-out', 'fan-out-backlog']);
      await gateway().get('/ops/queues').set('cookie', cookie).redirects(1).expect(200);
      const change = await gateway()
        .put('/ops/queues/api/queues/delivery/pause')
        .set('cookie', cookie)
        .set('origin', stack().url);
      expect(change.status).toBe(405);
    });
  });

  it('does not let operators read topics or messages', async () => {
    const admin = await operator();
    const topic = await topicOf(dealer);
    const id = await publish(dealer, topic);
    await admin.get(`/topics/${topic.id}`).expect(403);
    await admin.get(`/messages/${id}`).expect(403);
  });
});
