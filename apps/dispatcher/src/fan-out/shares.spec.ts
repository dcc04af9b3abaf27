import { Shares } from './shares';

describe('Shares', () => {
  it('refuses a partner that has its share, and nobody else', () => {
    const shares = new Shares({ jobs: 2, bytes: 100 });
    const leave = shares.take('noisy', 10);
    expect(shares.take('noisy', 10)).toBeDefined();
    expect(shares.take('noisy', 10)).toBeUndefined();
    expect(shares.take('quiet', 10)).toBeDefined();
    leave!();
    expect(shares.take('noisy', 10)).toBeDefined();
  });

  it('counts bytes, but lets one job of any size in', () => {
    const shares = new Shares({ jobs: 10, bytes: 100 });
    const leave = shares.take('noisy', 1000);
    expect(leave).toBeDefined();
    expect(shares.take('noisy', 1)).toBeUndefined();
    leave!();
    expect(shares.take('noisy', 60)).toBeDefined();
    expect(shares.take('noisy', 50)).toBeUndefined();
    expect(shares.take('noisy', 40)).toBeDefined();
  });
});
