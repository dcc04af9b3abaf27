import { partsOf } from './json-parts';

describe('Parts of a JSON text', () => {
  it('are the members of an object, to the character', () => {
    const parts = partsOf(
      '{"n":12345678901234567890,"e" : 1E21, "s":"\\u0041 Лада", "o":{"x": [1,{ }]},"z":-0.0,"":null}',
    );
    expect([...parts]).toEqual([
      ['n', '12345678901234567890'],
      ['e', '1E21'],
      ['s', '"\\u0041 Лада"'],
      ['o', '{"x": [1,{ }]}'],
      ['z', '-0.0'],
      ['', 'null'],
    ]);
  });

  it('are the elements of an array', () => {
    expect([...partsOf('[1, "a,b", [2,3], {"a":"]"} ]').values()]).toEqual([
      '1',
      '"a,b"',
      '[2,3]',
      '{"a":"]"}',
    ]);
  });

  it.each(['{}', '[]', ' { } '])('of %j are none', (json) => expect(partsOf(json).size).toBe(0));

  it('are found at any depth', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(partsOf(`{"deep":${deep}}`).get('deep')).toBe(deep);
  });
});
