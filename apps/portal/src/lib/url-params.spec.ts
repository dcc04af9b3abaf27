import { formatParams, parseParams } from './url-params';

describe('Parameters of an address', () => {
  it.each(['12345678901234567890', '1e3', '007', 'true', 'null', '{"a":1}', 'a b&c=d', 'Лада', '"'])(
    'come back as they went: %s',
    (q) => expect(parseParams(formatParams({ q }))).toEqual({ q }),
  );

  it('leave out what is empty', () => {
    expect(formatParams({ q: '', from: undefined })).toBe('');
    expect(formatParams({ q: '', to: 'x' })).toBe('?to=x');
  });
});
