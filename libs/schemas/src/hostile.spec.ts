import { checkSchema } from './check-schema';
import { CompiledSchema } from './compile';
import type { Schema } from './walk';

const MS = 100;
/** What the thread has. */
const SECOND = 1000;
const accepted = (schema: Schema) => {
  expect(checkSchema(schema)).toEqual([]);
  return new CompiledSchema(schema);
};
/** How long a check takes; the least of three, as other processes run, too. */
const timed = (schema: Schema, value: unknown) => {
  const compiled = accepted(schema);
  const characters = JSON.stringify(value).length;
  const runs = [1, 2, 3].map(() => {
    const begun = performance.now();
    const errors = compiled.errorsOf(value, characters, '/data');
    return { ms: performance.now() - begun, errors };
  });
  return { ms: Math.min(...runs.map(({ ms }) => ms)), errors: runs[0]!.errors };
};
const defs = (count: number, next: (name: string) => object) =>
  Object.fromEntries([
    ...Array.from({ length: count }, (_, index) => [`d${index}`, next(`#/$defs/d${index + 1}`)]),
    [`d${count}`, { type: 'string' }],
  ]);
const nested = (depth: number, leaf: unknown) => {
  let value = leaf;
  for (let level = 0; level < depth; level += 1) value = { x: value };
  return value;
};
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ index, a: [index, 'b'] }));

describe('Hostile schemas', () => {
  it.each<[string, Schema, unknown]>([
    ['^(a+)+$ against many a', { pattern: '^(a+)+$' }, `${'a'.repeat(20_000)}!`],
    ['a pattern of many states', { pattern: '[01]*1[01]{16}$' }, '01101'.repeat(200_000)],
    ['patterns of names', { patternProperties: { '(x+x+)+y': false } }, { ['x'.repeat(100_000)]: 1 }],
    ['a text that is long for a format', { format: 'email' }, `${'a.'.repeat(400_000)}@`],
    ['uniqueItems of many objects', { uniqueItems: true }, many(30_000)],
    ['many errors', { items: { type: 'string', not: {} } }, Array.from({ length: 500_000 }, () => 1)],
    [
      'many members that are not known',
      { additionalProperties: false },
      Object.fromEntries(many(50_000).map((_, at) => [`m${at}`, at])),
    ],
    [
      'a choice of choices of choices',
      { $defs: defs(30, ($ref) => ({ anyOf: [{ $ref }, { $ref }] })), $ref: '#/$defs/d0' },
      5,
    ],
    [
      'twice as many ways with each level',
      {
        $defs: {
          n: {
            anyOf: [
              { required: ['y'] },
              { properties: { x: { $ref: '#/$defs/n' } }, required: ['z'] },
              { properties: { x: { $ref: '#/$defs/n' } }, required: ['z'] },
            ],
          },
        },
        $ref: '#/$defs/n',
      },
      nested(60, 1),
    ],
    [
      'many values',
      { items: { enum: Array.from({ length: 5000 }, (_, at) => `v${at}`) } },
      Array.from({ length: 100_000 }, () => 'x'),
    ],
    [
      'many forms of a long text',
      { anyOf: Array.from({ length: 290 }, () => ({ maxLength: 5 })) },
      'я'.repeat(1_000_000),
    ],
  ])('%s: ends soon', (_what, schema, value) => {
    const { ms } = timed(schema, value);
    expect(ms).toBeLessThan(MS);
  });

  it('a message that takes too much work is refused, with a code of its own', () => {
    const { errors } = timed({ pattern: '[01]*1[01]{16}$' }, '01101'.repeat(200_000));
    expect(errors).toMatchObject([{ pointer: '/data', code: 'TOO_COMPLEX' }]);
  });

  it('checks a large list of ordinary things to the end', () => {
    const schema = {
      items: {
        type: 'object',
        properties: {
          index: { type: 'integer' },
          phone: { type: 'string', pattern: '^\\+7\\d{10}$' },
          at: { format: 'date-time' },
        },
        required: ['index', 'phone'],
        additionalProperties: false,
      },
    };
    const value = Array.from({ length: 5000 }, (_, index) => ({
      index,
      phone: '+79161234567',
      at: '2026-11-23T20:08:31Z',
    }));
    const { ms, errors } = timed(schema, value);
    expect(errors).toEqual([]);
    expect(ms).toBeLessThan(MS);
  });

  it('reads only what was sent: no inherited member fulfils it', () => {
    const compiled = accepted({ type: 'object', required: ['toString', 'constructor'] });
    expect(compiled.errorsOf({}, 2, '').map(({ pointer }) => pointer)).toEqual(['/toString', '/constructor']);
    expect(
      accepted({ additionalProperties: false }).errorsOf(JSON.parse('{"__proto__":1}'), 15, ''),
    ).toMatchObject([{ pointer: '/__proto__', code: 'UNKNOWN_MEMBER' }]);
  });

  it('makes the largest that is allowed ready in good time', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 290 }, (_, at) => [
        `member-${at}`,
        { type: 'string', minLength: 1, maxLength: 50, pattern: `^[a-z]{1,${(at % 9) + 1}}$` },
      ]),
    );
    const schema = {
      type: 'object',
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    };
    const begun = performance.now();
    accepted(schema);
    expect(performance.now() - begun).toBeLessThan(SECOND);
  });
});
