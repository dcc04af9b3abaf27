import { checkSchema } from './check-schema';
import { LIMITS } from './dialect';

const told = (schema: unknown) => checkSchema(schema).map(({ pointer, message }) => [pointer, message]);
const nest = (depth: number) => {
  let schema: object = { type: 'string' };
  for (let level = 0; level < depth; level += 1) schema = { not: schema };
  return schema;
};

describe('checkSchema', () => {
  it.each([
    [true],
    [{}],
    [{ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' }],
    [{ $defs: { 'a/b': {} }, $ref: '#/$defs/a~1b' }],
    [{ properties: { next: { $ref: '#' }, $dynamicRef: {}, definitions: {} } }],
    [{ type: ['string', 'null'], items: { type: 'integer' } }],
    [{ enum: [{ $ref: 'https://example.com' }], examples: [{ $id: 1 }] }],
  ])('accepts %j', (schema) => {
    expect(checkSchema(schema)).toEqual([]);
  });

  it.each<[unknown, string, RegExp]>([
    [5, '', /object, true or false/],
    [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '/$schema', /2020-12, not an older draft/],
    [{ definitions: {} }, '/definitions', /use \$defs/],
    [{ properties: { a: { $ref: 'https://example.com/a' } } }, '/properties/a/$ref', /nothing outside/],
    [{ $ref: '#/$defs/none' }, '/$ref', /name of a schema there/],
    [{ $ref: 'file:///etc/passwd' }, '/$ref', /nothing outside/],
    [{ allOf: [{ $dynamicRef: '#a' }] }, '/allOf/0/$dynamicRef', /use \$ref/],
    [{ minimum: { $data: '/a' }, $data: 1 }, '/$data', /same for every message/],
    [{ enum: [1, Number.POSITIVE_INFINITY] }, '/enum/1', /large a number/],
    [
      { properties: { a: { type: 'strin' } } },
      '/properties/a/type',
      /one of string, number, integer.* or a list/,
    ],
    [{ type: [] }, '/type', /one of string/],
    [{ type: ['string', 'string'] }, '/type', /one of string/],
    [{ type: ['string', 'nil'] }, '/type', /one of string/],
    [{ constructor: 1, toString: 1 }, '/toString', /not a keyword/],
    [{ 'x-own': 1 }, '/x-own', /not a keyword/],
    [{ properties: { 'a/b': { typ: 'string' } } }, '/properties/a~1b/typ', /not a keyword/],
    [{ pattern: '(?=a)b' }, '/pattern', /no look-around/],
    [{ pattern: '(a)\\1' }, '/pattern', /back references/],
    [{ pattern: '((a{50}){10}){2}' }, '/pattern', /RE2 knows|too large/],
    [{ pattern: 'a'.repeat(300) }, '/pattern', /at most 256/],
    [{ patternProperties: { '(?!a)': true } }, '/patternProperties/(?!a)', /RE2/],
    [{ format: 'regex' }, '/format', /date-time/],
    [{ $ref: '#' }, '', /refers to itself/],
    [{ $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { $ref: '#/$defs/a' } } }, '/$defs/a', /itself/],
    [JSON.parse('{"properties":{"__proto__":{}}}'), '/properties/__proto__', /name/],
    [{ description: 'x'.repeat(LIMITS.bytes) }, '', /at most 65536 bytes/],
    [
      { properties: Object.fromEntries(Array.from({ length: 501 }, (_, at) => [at, {}])) },
      '',
      /at most 500 rules/,
    ],
    [{ dependentRequired: { a: Array.from({ length: 300 }, (_, at) => `m${at}`) } }, '', /at most 500 rules/],
    [
      { allOf: Array.from({ length: 30 }, () => ({ pattern: `^${'a'.repeat(250)}` })) },
      '',
      /at most 500 rules/,
    ],
    [nest(40), '/not'.repeat(32), /nested deeper/],
  ])('refuses %j', (schema, pointer, message) => {
    expect(told(schema)).toContainEqual([pointer, expect.stringMatching(message)]);
  });

  it('goes through references that branch again and again in no time', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => {
        const $ref = `#/$defs/d${Math.min(59, at + 1)}`;
        return [`d${at}`, at === 59 ? {} : { allOf: [{ $ref }, { $ref }] }];
      }),
    );
    expect(checkSchema({ $defs, $ref: '#/$defs/d0' })).toEqual([]);
  });
});
