import { splitFieldErrors } from './field-errors';

const error = (pointer: string) => ({ pointer, code: 'REQUIRED', message: '' }) as const;

describe('Field errors', () => {
  it('belong to the field that their pointer begins with', () => {
    const { byField, rest } = splitFieldErrors(
      [error('/name'), error('/fields/0'), error('/fields/1'), error('/nameless'), error('')],
      ['name', 'fields'],
    );
    expect([...byField].map(([field, { pointer }]) => [field, pointer])).toEqual([
      ['name', '/name'],
      ['fields', '/fields/0'],
    ]);
    expect(rest.map(({ pointer }) => pointer)).toEqual(['/nameless', '']);
  });

  it('belong to the nearest field when one is within another', () => {
    const { byField } = splitFieldErrors([error('/data/car'), error('/data/price')], ['data', 'data/car']);
    expect([...byField].map(([field, { pointer }]) => [field, pointer])).toEqual([
      ['data/car', '/data/car'],
      ['data', '/data/price'],
    ]);
  });
});
