import fc from 'fast-check';
import { breakingChanges } from './compatibility';
import { checkSchema } from './check-schema';
import { CompiledSchema } from './compile';
import { IN_PLACE } from './dialect';
import { isObject, partsOf, resolve, type Schema } from './walk';

const closed = (properties: object, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const open = (properties: object) => ({ type: 'object', properties });
/** The same object at every kind of place. */
const deep = (properties: object) => ({
  ...open({ member: open(properties), list: { items: open(properties) }, named: { $ref: '#/$defs/d' } }),
  $defs: { d: open(properties) },
});
const text = { type: 'string' };
const number = { type: 'number' };
const pointers = (old: Schema, next: Schema) => breakingChanges(old, next).map(({ pointer }) => pointer);

describe('breakingChanges', () => {
  it.each<[string, Schema, Schema]>([
    ['the same', closed({ a: text }), closed({ a: text })],
    ['other words', closed({ a: text }), { ...closed({ a: { ...text, title: 'A' } }), description: 'B' }],
    ['an optional member where no other was allowed', closed({ a: text }), closed({ a: text, b: number })],
    ['an optional member where others could be there', open({ a: text }), open({ a: text, b: number })],
    ['one within a member, an entry and a definition', deep({ a: text }), deep({ a: text, b: number })],
    ['the first one', { type: 'object' }, open({ a: text })],
    ['members that are not named', closed({ a: text }), { type: 'object', properties: { a: text } }],
    ['a wider type', closed({ a: { type: 'integer' } }), closed({ a: { type: ['number', 'null'] } })],
    ['more values', { enum: ['a'] }, { enum: ['b', 'a'] }],
    ['parts of what it was a multiple of', { multipleOf: 0.1 }, { multipleOf: 0.02 }],
    ['wider bounds', { minimum: 2, maxLength: 3 }, { minimum: 1, maxLength: 4 }],
    ['a form more', { anyOf: [text] }, { anyOf: [number, text] }],
    ['null beside it', text, { anyOf: [text, { type: 'null' }] }],
    [
      'a definition for what was written out',
      closed({ a: closed({ b: text }) }),
      { ...closed({ a: { $ref: '#/$defs/b' } }), $defs: { b: closed({ b: text, c: number }) } },
    ],
    [
      'a list within itself',
      { $defs: { n: closed({ next: { $ref: '#/$defs/n' } }) }, $ref: '#/$defs/n' },
      { $defs: { m: closed({ next: { $ref: '#/$defs/m' }, a: text }) }, $ref: '#/$defs/m' },
    ],
  ])('lets pass %s', (_what, old, next) => {
    expect(breakingChanges(old, next)).toEqual([]);
  });

  it.each<[string, Schema, Schema, string]>([
    ['a required member more', closed({ a: text }), closed({ a: text, b: text }, ['b']), '/required'],
    ['a member that is required now', closed({ a: text }), closed({ a: text }, ['a']), '/required'],
    ['one that need not be there', closed({ a: text }, ['a']), closed({ a: text }), '/required'],
    ['a member that is gone', closed({ a: text, b: text }), closed({ a: text }), '/properties/b'],
    ['another type', closed({ a: text }), closed({ a: number }), '/properties/a/type'],
    ['a member called title', closed({ title: text }), closed({ title: number }), '/properties/title/type'],
    ['values that no value is', { const: 1 }, { const: 1, enum: [2] }, '/enum'],
    ['a member that may not be there', open({ a: text }), open({ a: text, b: false }), '/properties/b'],
    [
      'a member of entries that is gone',
      { items: open({ a: text, b: text }) },
      { items: open({ a: text }) },
      '/items/properties/b',
    ],
    [
      'a member of entries that need not be there any more',
      { items: { ...open({ a: text }), required: ['a'] } },
      { items: open({ a: text }) },
      '/items/required',
    ],
    [
      'a member that is gone from what may be null',
      { anyOf: [open({ a: text, b: text }), { type: 'null' }] },
      { anyOf: [open({ a: text }), { type: 'null' }] },
      '/properties/b',
    ],
    [
      'one that is gone from members without a name',
      { additionalProperties: open({ a: text, b: text }) },
      { additionalProperties: open({ a: text }) },
      '/additionalProperties/properties/b',
    ],
    [
      'one that is gone from a list within itself',
      { $defs: { n: open({ next: { $ref: '#/$defs/n' }, a: text }) }, $ref: '#/$defs/n' },
      { $defs: { n: open({ next: { $ref: '#/$defs/n' } }) }, $ref: '#/$defs/n' },
      '/properties/a',
    ],
    ['fewer values', closed({ a: { enum: [1, 2] } }), closed({ a: { enum: [1] } }), '/properties/a/enum'],
    ['a form for what could be anything', {}, { properties: { a: text } }, '/properties/a/type'],
    [
      'what had a form among others',
      { ...open({}), additionalProperties: text },
      { ...open({ a: number }), additionalProperties: text },
      '/properties/a/type',
    ],
    [
      'what one of the forms describes',
      { ...open({}), anyOf: [open({ a: text })] },
      { ...open({ a: number }), anyOf: [open({ a: text })] },
      '/properties/a/type',
    ],
    ['a member that is required and new', open({}), { ...open({ a: text }), required: ['a'] }, '/required'],
    ['a pattern', text, { ...text, pattern: '^a' }, '/pattern'],
    ['a form less', { anyOf: [text, number] }, { anyOf: [text] }, '/anyOf'],
    ['nothing else any more', { type: 'object' }, closed({}), '/additionalProperties'],
    [
      'deeper in a list',
      { items: closed({ a: text }) },
      { items: closed({ a: number }) },
      '/items/properties/a/type',
    ],
    [
      'a definition that changed',
      { $defs: { a: text }, properties: { b: { $ref: '#/$defs/a' } } },
      { $defs: { a: number }, properties: { b: { $ref: '#/$defs/a' } } },
      '/properties/b/type',
    ],
  ])('tells of %s', (_what, old, next, pointer) => {
    expect(pointers(old, next)).toContain(pointer);
  });

  it('says in words what breaks', () => {
    expect(breakingChanges(closed({ a: text }), closed({ a: number, b: text }, ['b']))).toEqual([
      {
        pointer: '/properties/a/type',
        code: 'BREAKING_CHANGE',
        message: expect.stringMatching(/^must now be number/) as string,
        params: { change: 'type', types: 'number' },
      },
      {
        pointer: '/required',
        code: 'BREAKING_CHANGE',
        message: '"b" is required now; it could be left out',
        params: { change: 'required', name: 'b' },
      },
    ]);
  });

  const names = ['a', 'b', 'c'];
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown>(null, true, 0, 0.3, 1, 2, 2.5, 7, 5e21, '', 'a', 'ab', 'xyz'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, 'x1'), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const { schema } = fc.letrec((tie) => {
    const map = fc.dictionary(fc.constantFrom(...names), tie('schema'), { maxKeys: 3 });
    const list = fc.array(tie('schema'), { minLength: 1, maxLength: 2 });
    const bound = fc.integer({ min: 0, max: 4 });
    return {
      schema: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constantFrom<unknown>(
          true,
          {},
          text,
          number,
          { type: ['string', 'null'] },
          { type: 'integer' },
          { $ref: '#/$defs/d' },
        ),
        fc.record(
          {
            type: fc.constantFrom('object', 'array', 'string', 'number', ['object', 'string']),
            properties: map,
            additionalProperties: tie('schema'),
            required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 2 }),
            patternProperties: fc.dictionary(fc.constantFrom('^x', 'a'), tie('schema'), { maxKeys: 2 }),
            minProperties: bound,
          },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            items: tie('schema'),
            prefixItems: list,
            minItems: bound,
            maxItems: bound,
            uniqueItems: fc.boolean(),
            contains: tie('schema'),
          },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            anyOf: list,
            allOf: list,
            oneOf: list,
            not: tie('schema'),
            enum: fc.uniqueArray(fc.constantFrom<unknown>(1, 2, 'a', null), { minLength: 1 }),
            const: fc.constantFrom<unknown>(1, 'a', null),
          },
          { requiredKeys: [] },
        ),
        fc.record(
          {
            minimum: bound,
            exclusiveMaximum: bound,
            maxLength: bound,
            multipleOf: fc.constantFrom(1, 2, 0.1, 0.5),
          },
          { requiredKeys: [] },
        ),
      ),
    };
  });
  const root = fc
    .tuple(schema, schema)
    .map(
      ([one, definition]) =>
        (typeof one === 'object' ? { ...(one as object), $defs: { d: definition } } : one) as Schema,
    )
    .filter((one) => checkSchema(one).length === 0);
  /** The same with one part replaced: pairs that have something in common. */
  const pairs = fc
    .tuple(root, root, fc.nat())
    .map(([old, other, pick]) => [old, grafted(old, other, pick)] as const);

  it('calls compatible only what accepts all that was accepted, but for members that nothing described', () => {
    let shown = 0;
    fc.assert(
      fc.property(
        fc.oneof(pairs, fc.tuple(root, root)),
        fc.array(values as fc.Arbitrary<unknown>, { minLength: 10, maxLength: 20 }),
        ([old, next], samples) => {
          if (checkSchema(next).length > 0 || breakingChanges(old, next).length > 0) return;
          shown += 1;
          const [before, after] = [new CompiledSchema(old), new CompiledSchema(next)];
          for (const sample of samples)
            if (isDescribed(sample, [old], old) && before.errorsOf(sample, 100, '').length === 0)
              expect(after.errorsOf(sample, 100, '')).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
    expect(shown).toBeGreaterThan(30);
  });
});

/** A copy in which one of the parts, by number, is another schema. */
function grafted(old: Schema, other: Schema, pick: number): Schema {
  const copy = structuredClone(old);
  if (typeof copy !== 'object' || typeof other !== 'object') return other;
  const { $defs: _defs, ...rest } = other;
  const keys = [...new Set([...Object.keys(copy), ...Object.keys(rest)])].filter((key) => key !== '$defs');
  const key = keys[pick % Math.max(1, keys.length)];
  if (key === undefined) return copy;
  const { [key]: _replaced, ...kept } = copy;
  return Object.hasOwn(rest, key) ? { ...kept, [key]: rest[key] } : kept;
}

/** Whether some schema of the place, be it in a choice of forms, says something of each member in a value. */
function isDescribed(value: unknown, schemas: readonly unknown[], root: Schema): boolean {
  const here = schemas.flatMap((one) => allOfPlace(one, root)).filter(isObject);
  const parts = here.flatMap(partsOf);
  if (Array.isArray(value)) {
    const forEntries = ['items', 'prefixItems', 'contains'];
    const entries = parts.filter(({ keyword }) => forEntries.includes(keyword)).map(({ schema }) => schema);
    return value.every((entry) => isDescribed(entry, entries, root));
  }
  if (!isObject(value)) return true;
  return Object.entries(value).every(([name, member]) => {
    const said = parts.filter(
      ({ keyword, pointer, schema }) =>
        pointer === `/properties/${name}` ||
        (keyword === 'patternProperties' && new RegExp(pointer.split('/')[2]!).test(name)) ||
        (keyword === 'additionalProperties' && schema !== true),
    );
    return (
      said.length > 0 &&
      isDescribed(
        member,
        said.map(({ schema }) => schema),
        root,
      )
    );
  });
}

function allOfPlace(schema: unknown, root: Schema): unknown[] {
  if (!isObject(schema)) return [schema];
  const inner = partsOf(schema).flatMap((part) => (IN_PLACE.has(part.keyword) ? [part.schema] : []));
  const target = '$ref' in schema ? [resolve(root, schema['$ref'])] : [];
  return [schema, ...[...inner, ...target].flatMap((one) => allOfPlace(one, root))];
}
