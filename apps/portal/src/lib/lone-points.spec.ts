import { lonePoints } from './lone-points';

describe('The lone points of a line', () => {
  it.each([
    [[null, 5, null], [1]],
    [[5], [0]],
    [
      [5, null, null, 7, 8, null, 0],
      [0, 6],
    ],
    [[1, 2, 3], []],
    [[null, undefined], []],
    [[], []],
  ])('of %j are %j', (values, lone) => expect(lonePoints(values)).toEqual(lone));
});
