import { isCommonPassword } from './rest/common-passwords';

describe('Common passwords', () => {
  it.each([
    'Password123!',
    'qwertyuiop',
    '1234567890',
    '0987654321',
    'abcdefghijkl',
    'aaaaaaaaaaaa',
    'Йцукенгшщз',
    '123123123123',
  ])('refuses %s', (password) => expect(isCommonPassword(password)).toBe(true));

  it.each([
    'correct horse battery',
    'Tr0ub4dor&3x',
    'зелёная лошадь',
    '4711-0815-2342',
    'passwords are hard',
  ])('takes %s', (password) => expect(isCommonPassword(password)).toBe(false));
});
