import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '@anika/contracts';

const template = readFileSync(join(__dirname, 'anika.conf.template'), 'utf8');
const problems = [...template.matchAll(/return (\d+) '(\{.*\})';/g)].map(([, status, body = '']) => ({
  status: Number(status),
  body: JSON.parse(body) as Record<string, unknown>,
}));
/** `location … { … }` with its own lines; no location holds another one, only an `if`. */
const locations = [...template.matchAll(/^ {4}location (.+?) \{\n([\s\S]*?)^ {4}\}/gm)].map(
  ([, name = '', body = '']) => ({ name, body }),
);
const bodyOf = (name: string) => locations.find((location) => location.name === name)?.body ?? '';

describe('The nginx template', () => {
  it('answers its errors as the error table says', () => {
    expect(problems.length).toBeGreaterThanOrEqual(12);
    for (const { status, body } of problems) {
      const row = ERRORS[body.code as keyof typeof ERRORS];
      expect(body).toMatchObject({ status, title: row.title, requestId: '$anika_request_id' });
      expect(row.status).toBe(status);
      expect(body.type).toBe(`\${PUBLIC_URL}/docs/errors#${body.code as string}`);
    }
  });

  it('sets headers for every location at once, since one in a location discards all the others', () => {
    expect(locations.length).toBeGreaterThan(30);
    const setting = locations.filter(({ body }) => /^\s*(proxy_set_header|add_header)\s/m.test(body));
    expect(setting.map(({ name }) => name)).toEqual(['/_identity']);
  });

  it('asks auth wherever a location does not say otherwise, and proxies only from named locations', () => {
    const open = locations.filter(
      ({ name, body }) => !name.startsWith('@') && body.includes('auth_request off'),
    );
    expect(open.map(({ name }) => name).toSorted()).toEqual(
      [
        '/',
        '/api/',
        '/assets/',
        '/inbox/',
        '= /.well-known/jwks.json',
        '= /api/v1/openapi.json',
        '= /api/v1/status',
        '= /healthz',
        '~ ^/(identity|internal|health|metrics)(/|$)',
        '~ ^/(invite|reset)/',
        '~ ^/api/v1/auth/(register|token|revoke|session|options|reset|reset/confirm)$',
        '~ ^/api/v1/invitations/(lookup|accept)$',
      ].toSorted(),
    );
    const direct = locations.filter(
      ({ name, body }) => !name.startsWith('@') && body.includes('proxy_pass http'),
    );
    expect(direct.map(({ name }) => name)).toEqual(['/_identity']);
  });

  it('limits every named location that proxies', () => {
    const proxying = locations.filter(
      ({ name, body }) => name.startsWith('@') && body.includes('proxy_pass'),
    );
    expect(proxying).toHaveLength(9);
    for (const { body } of proxying) expect(body).toMatch(/limit_req zone=(inbox_|asset_)?addresses/);
    expect(bodyOf('@refused')).toContain('limit_req zone=addresses');
  });

  it('writes the address of a test inbox and the token of a link into no log', () => {
    expect(template).toContain('"path":"$anika_logged_path"');
    for (const name of ['/inbox/', '@inbox', '~ ^/(invite|reset)/', '@gateway_link'])
      expect(bodyOf(name)).toMatch(/^\s*error_log .* emerg;$/m);
  });

  it('never remembers who people, keys, sessions and operators are', () => {
    for (const name of [
      '/api/v1/auth/',
      '/api/v1/users',
      '/api/v1/invitations',
      '/api/v1/api-keys',
      '~ ^/ops(/|$)',
      '= /api/v1/ops/overview',
    ]) {
      expect(bodyOf(name)).toContain('auth_request /_identity/anew;');
    }
  });
});
