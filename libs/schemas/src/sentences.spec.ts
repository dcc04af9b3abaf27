import { CompiledSchema, metaErrors } from './compile';
import type { Schema } from './walk';

const told = (schema: Schema, value: unknown) =>
  new CompiledSchema(schema)
    .errorsOf(value, 100, '/data')
    .map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

const text = { type: 'string' };

describe('What is told of a wrong value', () => {
  it.each<[Schema, unknown, string]>([
    [{ type: 'object', required: ['a/b'] }, {}, '/data/a~1b REQUIRED: is required'],
    [{ additionalProperties: false }, { a: 1 }, '/data/a UNKNOWN_MEMBER: is not known here'],
    [
      { properties: { a: { type: 'string' } } },
      { a: 5 },
      '/data/a INVALID_TYPE: must be a text, not a number',
    ],
    [{ type: ['integer', 'null'] }, 'x', '/data INVALID_TYPE: must be a whole number or null, not a text'],
    [{ items: { enum: ['Москва', 1] } }, ['Псков'], '/data/0 INVALID_VALUE: must be "Москва" or 1'],
    [{ const: 'a' }, 'b', '/data INVALID_VALUE: must be "a"'],
    [{ multipleOf: 0.02 }, 0.03, '/data INVALID: must be a multiple of 0.02'],
    [{ type: 'number' }, Infinity, '/data INVALID_TYPE: must be a number, not a number as large as that'],
    [{ minimum: 1 }, 0, '/data TOO_SMALL: must be at least 1'],
    [{ exclusiveMaximum: 1 }, 1, '/data TOO_BIG: must be less than 1'],
    [{ maxLength: 1 }, 'ab', '/data TOO_BIG: must have at most 1 characters'],
    [{ pattern: '^a' }, 'b', '/data INVALID: must be of the form ^a'],
    [{ format: 'date' }, 'b', '/data INVALID: must be a date such as 2026-11-23'],
    [
      { uniqueItems: true },
      [{ a: 1, b: 2 }, 3, { b: 2, a: 1 }],
      '/data INVALID: must not have an entry twice, as entries 0 and 2 are',
    ],
    [
      { contains: { const: 1 } },
      [],
      '/data TOO_SMALL: must have at least 1 of the entries that are asked for',
    ],
    [
      { prefixItems: [text, text, text], uniqueItems: true },
      ['a', 'a'],
      '/data INVALID: must not have an entry twice, as entries 0 and 1 are',
    ],
    [
      { prefixItems: [text], contains: { const: 1 } },
      [],
      '/data TOO_SMALL: must have at least 1 of the entries that are asked for',
    ],
    [{ not: {} }, 1, '/data INVALID: is of a form that is not allowed here'],
    [{ properties: { a: false } }, { a: 1 }, '/data/a UNKNOWN_MEMBER: must not be there'],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, '/data/b REQUIRED: is required because "a" is there'],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, '/data/ab INVALID: has a name that is not allowed here'],
    [{ prefixItems: [true], items: false }, [1, 2], '/data TOO_BIG: must have at most 1 entries'],
    [{ if: { type: 'number' }, then: { minimum: 5 } }, 1, '/data TOO_SMALL: must be at least 5'],
    [
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      1,
      '/data INVALID: is of none of the forms that are allowed here',
    ],
  ])('%j of %j', (schema, value, expected) => {
    expect(told(schema, value)).toContain(expected);
  });

  it('of forms to choose from: what is wrong with the one that is meant', () => {
    const schema = {
      $defs: { client: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
      properties: { client: { anyOf: [{ $ref: '#/$defs/client' }, { type: 'null' }] } },
    };
    expect(told(schema, { client: { city: 1 } })).toEqual([
      '/data/client/city INVALID_TYPE: must be a text, not a number',
    ]);
    const kinds = {
      oneOf: [
        { properties: { kind: { const: 'a' }, n: { type: 'number' } }, required: ['kind', 'n'] },
        { properties: { kind: { const: 'b' } }, required: ['kind'] },
      ],
    };
    expect(told(kinds, { kind: 'a' })).toEqual(['/data/n REQUIRED: is required']);
  });

  it('is at most twenty', () => {
    expect(
      told(
        { items: { type: 'string' } },
        Array.from({ length: 100 }, () => 1),
      ),
    ).toHaveLength(20);
  });

  it('does not repeat what is long, be it of the contract or of the message', () => {
    const values = Array.from({ length: 4000 }, (_, at) => `v${at}`);
    const name = 'n'.repeat(40_000);
    const schema = {
      properties: { one: { enum: values }, two: { const: values }, [name]: false },
      dependentRequired: { [name]: ['three'] },
    };
    const errors = new CompiledSchema(schema).errorsOf({ one: 'x', two: 'x', [name]: 1 }, 50_000, '/data');
    expect(errors.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^must be "v0", "v1"/));
    expect(errors).toHaveLength(4);
    for (const error of errors) expect(JSON.stringify(error).length).toBeLessThan(1200);
  });

  it('of numbers as people write them', () => {
    const cents = new CompiledSchema({ multipleOf: 0.01 });
    for (const value of [19.99, 0.07, 123456789012.34, 1e21, -4.35, 0, 1e-2])
      expect(cents.errorsOf(value, 10, '')).toEqual([]);
    for (const value of [19.999, 1e-3, 1e-320, 0.010000001])
      expect(cents.errorsOf(value, 10, '')).toHaveLength(1);
  });

  it('of a schema that is none', () => {
    const errors = metaErrors({ type: 'text', required: 'a', minLength: -1 });
    expect(new Set(errors.map(({ pointer }) => pointer))).toEqual(
      new Set(['/minLength', '/required', '/type']),
    );
  });
});
