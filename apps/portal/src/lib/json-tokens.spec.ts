import { jsonTokens } from './json-tokens';

const texts = (json: string) => [...jsonTokens(json)].map(({ start, end }) => json.slice(start, end));

describe('The tokens of a JSON text', () => {
  it('are all that is no white space', () =>
    expect(texts(' {"a" : [1e3,-0.0, true],\n"b":{}}\t')).toEqual([
      '{',
      '"a"',
      ':',
      '[',
      '1e3',
      ',',
      '-0.0',
      ',',
      'true',
      ']',
      ',',
      '"b"',
      ':',
      '{',
      '}',
      '}',
    ]));

  it.each(['"a\\"b"', '"\\\\"', '"\\\\\\""', '""', '"{[:,]} "'])(
    'a string ends at its own mark: %s',
    (text) => expect(texts(`[${text},1]`)).toEqual(['[', text, ',', '1', ']']),
  );

  it('end with the text, even with one that is no JSON', () => expect(texts('{"a')).toEqual(['{', '"a']));
});
