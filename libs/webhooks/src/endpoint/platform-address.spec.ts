import fc from 'fast-check';
import { EndpointError } from './endpoint-error';
import { type EndpointPolicy, parseEndpoint } from './parse-endpoint';

const TOKEN = 'dGhlIHRva2VuIG9mIDE2IA';
const PRIVATE = 'http://127.0.0.1:8080';
const policyOf = (publicUrl: string, more: Partial<EndpointPolicy> = {}): EndpointPolicy => ({
  allowHttp: false,
  allowedCidrs: [],
  platform: { publicUrl },
  ...more,
});

describe('The address of the platform as an endpoint', () => {
  it.each([
    PRIVATE,
    'http://[::1]:8080',
    'http://10.1.2.3',
    'https://anika.example',
    'http://localhost:8080',
  ])('at %s is a test inbox, although http and private addresses are not allowed', (publicUrl) => {
    const url = `${publicUrl}/inbox/${TOKEN}`;
    expect(parseEndpoint(url, policyOf(publicUrl))).toMatchObject({ url, origin: publicUrl, isInbox: true });
  });

  it('is reached by another origin where the operator says so', () => {
    const platform = { publicUrl: PRIVATE, inboxOrigin: 'http://nginx:80/' };
    const endpoint = parseEndpoint(`${PRIVATE}/inbox/${TOKEN}`, policyOf(PRIVATE, { platform }));
    expect(endpoint).toMatchObject({
      origin: 'http://nginx',
      hostname: 'nginx',
      path: `/inbox/${TOKEN}`,
      literal: false,
    });
  });

  it.each([
    '/',
    '/api/v1/topics',
    '/inbox/',
    `/inbox/${TOKEN}/`,
    `/inbox/${TOKEN}x`,
    `/inbox/${TOKEN}?a=1`,
    `/inbox/${TOKEN}/../../api/v1/topics`,
    '/inbox/../api/v1/topics',
    '/inbox/%2e%2e/api/v1/topics',
    '/inbox/..%2fapi/v1/topics',
    `/%69nbox/${TOKEN}`,
    `//inbox/${TOKEN}`,
    `/Inbox/${TOKEN}`,
    `/x/inbox/${TOKEN}`,
    `/inbox/${TOKEN.slice(0, -1)}%41`,
  ])('refuses %s, also where http and that network are open', (path) => {
    const open = policyOf('http://8.8.8.8', { allowHttp: true });
    expect(reasonOf(`http://8.8.8.8${path}`, open)).toBe('platform');
  });

  it.each([
    [`http://user@127.0.0.1:8080/inbox/${TOKEN}`, 'userinfo'],
    [`http://127.0.0.1:8081/inbox/${TOKEN}`, 'scheme'],
    [`https://127.0.0.1:8080/inbox/${TOKEN}`, 'address'],
    [`http://127.0.0.2:8080/inbox/${TOKEN}`, 'scheme'],
    [`${PRIVATE}/inbox/${TOKEN}#a`, 'fragment'],
    [`${PRIVATE}\\inbox\\${TOKEN}`, 'url'],
  ])('does not make %s an inbox', (url, reason) => {
    expect(reasonOf(url, policyOf(PRIVATE))).toBe(reason);
  });

  it('lets nothing through but inboxes, whatever is written (1000 generated addresses)', () => {
    const piece = fc.constantFrom(
      'inbox',
      'api',
      TOKEN,
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '//',
      '?',
      ';',
      ':8080',
      '@',
      '%00',
      'é',
    );
    const start = fc.constantFrom(
      PRIVATE,
      'HTTP://127.0.0.1:8080',
      'http://127.1:8080',
      'http://0x7f000001:8080',
    );
    const beginning = fc.constantFrom('', 'inbox/', `inbox/${TOKEN}`);
    const rest = fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(start, beginning, rest, (base, first, more) => {
        try {
          const url = `${base}/${first}${more.join('')}`;
          const endpoint = parseEndpoint(url, policyOf(PRIVATE));
          expect(endpoint.isInbox).toBe(true);
          expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/inbox\/[\w-]{22}$/);
        } catch (error) {
          if (!(error instanceof EndpointError)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

function reasonOf(url: string, policy: EndpointPolicy): string | undefined {
  try {
    parseEndpoint(url, policy);
    return undefined;
  } catch (error) {
    return error instanceof EndpointError ? error.reason : String(error);
  }
}
