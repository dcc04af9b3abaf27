import fc from 'fast-check';
import { isForbidden, parseCidrs } from './addresses';
import { EndpointError } from './endpoint-error';
import { type EndpointPolicy, parseEndpoint } from './parse-endpoint';

const strict: EndpointPolicy = { allowHttp: false, allowedCidrs: [] };
const local: EndpointPolicy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8') };

describe('parseEndpoint', () => {
  it.each([
    ['https://api.example/hook?a=1&b', { hostname: 'api.example', path: '/hook?a=1&b', literal: false }],
    [
      'https://API.Example.:443',
      { url: 'https://api.example/', origin: 'https://api.example', hostname: 'api.example' },
    ],
    [
      'https://api.example.:8443/x',
      { url: 'https://api.example:8443/x', origin: 'https://api.example:8443' },
    ],
    ['https://Банк.example/', { hostname: 'xn--80ab2al.example' }],
    ['https://my_host.example/', { hostname: 'my_host.example' }],
    ['https://8.8.8.8/', { hostname: '8.8.8.8', literal: true }],
    ['https://0x08080808/', { hostname: '8.8.8.8', literal: true }],
    [
      'https://[2606:4700::1111]:8443/',
      { hostname: '2606:4700::1111', literal: true, origin: 'https://[2606:4700::1111]:8443' },
    ],
  ])('takes %s', (url, expected) => expect(parseEndpoint(url, strict)).toMatchObject(expected));

  it.each([
    [
      'url',
      [
        '',
        'api.example/hook',
        'https://',
        'https://[::1',
        'https://a b.example/',
        'https://a\n.example',
        ' https://a.example',
      ],
    ],
    [
      'url',
      [
        'https://a.example\\@b.example',
        `https://a.example/${'x'.repeat(2048)}`,
        'https://[fe80::1%25eth0]/',
        'https://1.2.3.4.5/',
      ],
    ],
    [
      'scheme',
      [
        'http://api.example/',
        'ftp://api.example/',
        'file:///etc/passwd',
        'javascript:alert(1)',
        'ws://a.example',
      ],
    ],
    ['userinfo', ['https://user@api.example/', 'https://user:pw@api.example/', 'https://:pw@api.example/']],
    ['fragment', ['https://api.example/#a', 'https://api.example/#']],
    [
      'host',
      [
        'https://a..b.example/',
        'https://api.example../',
        'https://-a.example/',
        `https://${'a'.repeat(64)}.example/`,
      ],
    ],
    [
      'host',
      ['https://a*b.example/', 'https://./', 'https://a,b.example', `https://${'a.'.repeat(127)}example/`],
    ],
    [
      'port',
      [
        'https://api.example:0/',
        'https://api.example:22/',
        'https://api.example:25/',
        'https://api.example:6667/',
      ],
    ],
    [
      'address',
      [
        'https://127.0.0.1/',
        'https://10.0.0.1:8443/',
        'https://[::1]/',
        'https://[::ffff:8.8.8.8]/',
        'https://0/',
      ],
    ],
  ])('refuses what is wrong in %s', (reason, urls) => {
    for (const url of urls) expect([url, refusalOf(url, strict).reason]).toEqual([url, reason]);
  });

  it('allows http and opened networks by policy alone', () => {
    expect(parseEndpoint('http://127.0.0.1:8080/', local)).toMatchObject({
      hostname: '127.0.0.1',
      literal: true,
    });
    expect(refusalOf('http://[::1]:8080/', local).reason).toBe('address');
    expect(refusalOf('https://127.0.0.1/', strict)).toMatchObject({ class: 'blocked-address' });
  });

  it('sees through every spelling of an IPv4 address', () => {
    const spellings: readonly ((parts: readonly number[]) => string)[] = [
      (parts) => parts.join('.'),
      (parts) => parts.map((part) => `0${part.toString(8)}`).join('.'),
      (parts) => parts.map((part) => `0x${part.toString(16).toUpperCase()}`).join('.'),
      (parts) => String(parts.reduce((value, part) => value * 256 + part, 0)),
      (parts) => `0x${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`,
      ([a, b, c = 0, d = 0]) => `${a}.${b}.${c * 256 + d}`,
      ([a, b = 0, c = 0, d = 0]) => `${a}.0${(b * 65536 + c * 256 + d).toString(8)}`,
      (parts) => parts.join('。'),
      (parts) => parts.join('.').replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
      (parts) => parts.join('%2E'),
    ];
    const part = fc.oneof(fc.constantFrom(0, 10, 127, 169, 172, 192, 254), fc.nat({ max: 255 }));
    fc.assert(
      fc.property(
        fc.tuple(part, part, part, part),
        fc.constantFrom(...spellings),
        fc.boolean(),
        (parts, spell, dot) => {
          const url = `https://${spell(parts)}${dot ? '.' : ''}/`;
          const address = parts.join('.');
          const outcome = isForbidden(address, [])
            ? refusalOf(url, strict).reason
            : parseEndpoint(url, strict).hostname;
          expect([url, outcome]).toEqual([url, isForbidden(address, []) ? 'address' : address]);
        },
      ),
      { numRuns: 2_048 },
    );
  });

  it.each([
    ['①②⑦.⓪.⓪.①', '127.0.0.1'],
    ['１２７。０。０。１', '127.0.0.1'],
    ['127.0.0\u00ad.1', '127.0.0.1'],
    ['127.1.', '127.0.0.1'],
    ['0x7F.0', '127.0.0.0'],
    ['017700000001', '127.0.0.1'],
    ['[0:0:0:0:0:0:0:1]', '::1'],
    ['[::127.0.0.1]', '::7f00:1'],
    ['[::FFFF:127.0.0.1]', '::ffff:127.0.0.1'],
    ['[0:0:0:0:0:ffff:7f00:0001]', '::ffff:127.0.0.1'],
    ['[64:ff9b::10.0.0.1]', '64:ff9b::10.0.0.1'],
    ['[64:ff9b:1::10.0.0.1]', '64:ff9b:1::10.0.0.1'],
    ['[2002:7f00:1::]', '2002:7f00:1::'],
    ['[FD00:EC2::254]', 'fd00:ec2::254'],
    ['169.254.43518', '169.254.169.254'],
    ['0251.0xfe.0251.0376', '169.254.169.254'],
  ])('refuses %s, which is %s', (host, address) => {
    for (const port of ['', ':8443']) {
      const url = `https://${host}${port}/`;
      expect([url, refusalOf(url, strict).reason]).toEqual([url, 'address']);
    }
    const opened = parseEndpoint(`https://${host}/`, { ...strict, allowedCidrs: parseCidrs(address) });
    expect(opened.literal).toBe(true);
  });

  it.each(['LOCALHOST', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'localhost.', 'loc%61lhost', 'local\u00adhost'])(
    'reads %s as localhost, which the resolver judges',
    (host) =>
      expect(parseEndpoint(`https://${host}/`, strict)).toMatchObject({
        hostname: 'localhost',
        literal: false,
      }),
  );

  it.each([
    'https://api.example@127.0.0.1/',
    'https://127.0.0.1@api.example/',
    'https://api.example%40127.0.0.1/',
  ])('refuses %s, which could be read in two ways', (url) =>
    expect(['userinfo', 'url', 'host']).toContain(refusalOf(url, strict).reason),
  );

  it('answers any text with an endpoint of allowed shape or a refusal, and never with the text in the message', () => {
    const text = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(text, (url) => {
        const outcome = outcomeOf(url);
        const isSafe =
          outcome instanceof EndpointError
            ? url.length < 12 || !outcome.message.includes(url)
            : outcome.url.startsWith('https://') &&
              !/[#@\\\s]/.test(outcome.origin) &&
              outcome.path.startsWith('/');
        expect([url, isSafe]).toEqual([url, true]);
      }),
      { numRuns: 1_024 },
    );
  });
});

function outcomeOf(url: string, policy = strict) {
  try {
    return parseEndpoint(url, policy);
  } catch (error) {
    if (error instanceof EndpointError) return error;
    throw error;
  }
}

function refusalOf(url: string, policy: EndpointPolicy): EndpointError {
  const outcome = outcomeOf(url, policy);
  if (outcome instanceof EndpointError) return outcome;
  throw new Error(`${url} was not refused`);
}
