import { jsonFolds } from './json-folds';

/** What each fold hides, by its line. */
const hidden = (text: string) =>
  Object.fromEntries([...jsonFolds(text)].map(([line, { from, to }]) => [line, text.slice(from, to)]));

describe('The folds of a JSON text', () => {
  it('are what stands between brackets on several lines', () =>
    expect(hidden('{\n  "a": [\n    1\n  ],\n  "b": {}\n}')).toEqual({
      0: '\n  "a": [\n    1\n  ],\n  "b": {}\n',
      1: '\n    1\n  ',
    }));

  it('know brackets from those in strings', () =>
    expect(hidden('{\n"a}": "[{",\n"\\"}": "]"\n}')).toEqual({ 0: '\n"a}": "[{",\n"\\"}": "]"\n' }));

  it('are of the bracket that opens last on its line and is not closed on it', () =>
    expect(hidden('[{"a": [1], "b": {\n"c": 1\n}, "d": [\n2\n]}]')).toEqual({
      0: '\n"c": 1\n',
      2: '\n2\n',
    }));

  it.each([
    ['a bracket that is not closed', '{\n"a": [\n1,\n"b": {\n}\n', { 3: '\n' }],
    ['a bracket that is closed by another one', '{\n"a": [\n1\n}', { 0: '\n"a": [\n1\n' }],
    ['a bracket that was not opened', ']\n{\n]\n}', { 1: '\n]\n' }],
    ['a string that is not closed', '{\n"a: {\n}', { 0: '\n"a: {\n' }],
    ['no JSON at all', 'a { b\n} }', { 0: ' b\n' }],
    ['nothing', '', {}],
  ])('pass over %s', (_, text, folds) => expect(hidden(text)).toEqual(folds));

  it.each(['\r\n', '\r', '\n'])('count lines that end with %j', (end) =>
    expect(hidden(`[${end}{${end}"a": 1${end}}${end}]`)).toEqual({
      0: `${end}{${end}"a": 1${end}}${end}`,
      1: `${end}"a": 1${end}`,
    }),
  );
});
