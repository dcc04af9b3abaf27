import { addressOf } from './attempt-limit';

describe('addressOf', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['203.0.113.7', '::ffff:203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['unknown', 'unknown', true],
  ])('counts %s and %s together: %s', (one, other, isSame) => {
    expect(addressOf(one) === addressOf(other)).toBe(isSame);
  });
});
