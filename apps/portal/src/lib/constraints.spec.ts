import { brokenIn } from './constraints';

const NONE = {
  badInput: false,
  valueMissing: false,
  typeMismatch: false,
  tooShort: false,
  rangeUnderflow: false,
};
const input = (type: string, broken: Partial<typeof NONE>) => ({
  type,
  min: '2026-11-25',
  minLength: 10,
  validity: { ...NONE, ...broken },
});

describe('What breaks a constraint of an input', () => {
  it.each([
    ['nothing', input('text', {}), undefined],
    ['no value', input('text', { valueMissing: true }), { is: 'missing' }],
    ['no address of mail', input('email', { typeMismatch: true }), { is: 'email' }],
    ['no URL', input('url', { typeMismatch: true }), { is: 'url' }],
    ['a short password', input('password', { tooShort: true }), { is: 'short', count: 10 }],
    ['a day that is over', input('date', { rangeUnderflow: true }), { is: 'early', day: '2026-11-25' }],
    ['half a date', input('date', { badInput: true, valueMissing: true }), { is: 'incomplete' }],
  ] as const)('%s', (_what, broken, expected) => expect(brokenIn(broken)).toEqual(expected));
});
