import { validateCustomHeaders } from './custom-headers';

const reasons = (headers: Record<string, string>) =>
  validateCustomHeaders(headers).map(({ reason }) => reason);

describe('validateCustomHeaders', () => {
  it('lets ordinary headers pass', () => {
    expect(
      reasons({ Authorization: 'Bearer a.b-c', 'X-Key': '', Cookie: 'a=1; b="2"', webhooks: 'x' }),
    ).toEqual([]);
  });

  it.each([
    'host',
    'Content-Type',
    'content-length',
    'Content-Encoding',
    'Transfer-Encoding',
    'CONNECTION',
    'keep-alive',
    'te',
    'Trailer',
    'Upgrade',
    'Proxy-Authorization',
    'Proxy-Connection',
    'Expect',
    'Webhook-Id',
    'webhook-signature',
    'ANIKA-Attempt',
    'anika-delivery-id',
  ])('refuses %s', (name) => expect(reasons({ 'X-Fine': '1', [name]: 'x' })).toEqual(['reserved']));

  it.each(['a\r\nhost: b', 'a\nb', 'a\rb', 'a\0b', 'пароль', '\u007f'])('refuses the value %j', (value) => {
    const [problem] = validateCustomHeaders({ 'X-Key': value });
    expect(problem).toMatchObject({ name: 'X-Key', reason: 'bad-value' });
    expect(problem!.message).not.toContain(value);
  });

  it.each(['', 'X Key', 'X:Key', 'X-Key\r\nHost', 'Ключ', 'host '])('refuses the name %j', (name) =>
    expect(reasons({ [name]: 'x' })).toEqual(['bad-name']),
  );

  it('refuses the same name in two cases', () => {
    expect(validateCustomHeaders({ 'X-Key': '1', 'x-key': '2' })).toMatchObject([
      { name: 'x-key', reason: 'twice' },
    ]);
  });
});
