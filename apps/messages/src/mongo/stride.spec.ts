import { Stride } from './stride';

describe('Stride', () => {
  it('grows where little is found quickly, and never passes the limit', () => {
    const stride = new Stride();
    expect(stride.end(0, 1e12)).toBe(60_000);
    stride.adapt(5, false);
    expect(stride.end(60_000, 1e12)).toBe(300_000);
    expect(stride.end(60_000, 70_000)).toBe(70_000);
  });

  it('shrinks where reads are full or slow, down to a millisecond', () => {
    const stride = new Stride();
    stride.adapt(5, true);
    stride.adapt(2000, false);
    expect(stride.end(0, 1e12)).toBe(3750);
    for (let n = 0; n < 20; n += 1) stride.adapt(5, true);
    expect(stride.end(0, 1e12)).toBe(1);
  });

  it('stays as it is where a read takes its time', () => {
    const stride = new Stride();
    stride.adapt(200, false);
    expect(stride.end(0, 1e12)).toBe(60_000);
  });
});
