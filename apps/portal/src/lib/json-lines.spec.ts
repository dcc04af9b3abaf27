import { foldedBelow, jsonFields, jsonLines, pretty, visibleLines } from './json-lines';

const TEXT =
  '{"id":12345678901234567890,"car":{"brand":"Lada \\u0056","tags":["a",{"x":-0.0}],"none":{}},"ok":true}';
const lines = jsonLines(TEXT);

describe('A payload laid out', () => {
  it('keeps every token and writes one member or element a line', () => {
    const text = lines.map(
      ({ depth, name, value, comma }) =>
        `${' '.repeat(depth)}${name ? `${name}:` : ''}${value}${comma ? ',' : ''}`,
    );
    expect(text).toEqual([
      '{',
      ' "id":12345678901234567890,',
      ' "car":{',
      '  "brand":"Lada \\u0056",',
      '  "tags":[',
      '   "a",',
      '   {',
      '    "x":-0.0',
      '   }',
      '  ],',
      '  "none":{}',
      ' },',
      ' "ok":true',
      '}',
    ]);
    expect(text.map((line) => line.trim()).join('')).toBe(TEXT);
  });

  it('is written with two spaces a level', () => {
    expect(pretty('{"a":1e3,"b":[{"c":-0.0},{}]}')).toBe(
      '{\n  "a": 1e3,\n  "b": [\n    {\n      "c": -0.0\n    },\n    {}\n  ]\n}',
    );
  });

  it('hides what is in a folded line', () => {
    const shown = visibleLines(lines, foldedBelow(lines, 1)).map(
      (index) => lines[index]!.name ?? lines[index]!.value,
    );
    expect(shown).toEqual(['{', '"id"', '"car"', '"ok"', '}']);
    expect(visibleLines(lines, new Set())).toHaveLength(lines.length);
  });

  it('has fields with paths', () => {
    expect(jsonFields(lines)).toEqual([
      { path: 'id', value: '12345678901234567890', kind: 'number' },
      { path: 'car.brand', value: '"Lada \\u0056"', kind: 'string' },
      { path: 'car.tags', value: '["a", {"x": -0.0}]', kind: 'open' },
      { path: 'car.none', value: '{}', kind: 'empty' },
      { path: 'ok', value: 'true', kind: 'literal' },
    ]);
  });

  it.each(['5', '"text"', 'null', '[]'])('may be %s alone', (json) => {
    expect(jsonLines(json).map(({ value }) => value)).toEqual([json]);
    expect(jsonFields(jsonLines(json))).toHaveLength(1);
  });

  it('is quick for a mebibyte and safe at any depth', () => {
    expect(jsonLines(`[${'"x",'.repeat(250_000)}1]`)).toHaveLength(250_003);
    expect(jsonLines(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).toHaveLength(99_999);
  });
});
