import { jsonMistake, placeOf } from './json-mistake';

describe('A mistake in JSON', () => {
  it.each([
    ['{"a": b}', { line: 1, column: 7 }],
    ['{\n  "a": 1,\n  x\n}', { line: 3, column: 3 }],
    ['{"a": {"b": 1}', { line: 1, column: 14 }],
    ['{"a": 1} // why', { line: 1, column: 10 }],
  ])('has a place: %j', (text, place) => expect(placeOf(text, jsonMistake(text)!.from)).toEqual(place));

  it.each(['', '  \n', '{}', '[1]', '5'])('is not in %j', (text) =>
    expect(jsonMistake(text)).toBeUndefined(),
  );
});
