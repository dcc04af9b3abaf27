import { Filter } from '@anika/contracts';
import fc from 'fast-check';
import { firstFailed, matches } from './matches';
import { token, tokensFor, tokensOf } from './tokens';

const message = {
  type: 'car.chosen',
  data: {
    car: 'Lada Vesta',
    price: 1_500_000,
    isNew: true,
    discount: null,
    client: { city: 'Москва', phones: ['+7 1', '+7 2'] },
    items: [{ sku: 'a', n: 1 }, { sku: 'b' }],
  },
};
const holds = (filter: unknown) => matches(Filter.parse(filter), message);

describe('matches', () => {
  it.each([
    [{}, true],
    [{ type: 'car.chosen' }, true],
    [{ type: { $startsWith: 'car.' } }, true],
    [{ type: 'car.sold' }, false],
    [{ 'data.car': { $eq: 'Lada Vesta' } }, true],
    [{ 'data.client.city': { $in: ['Москва', 'Казань'] } }, true],
    [{ 'data.client.city': { $nin: ['Москва', 'Казань'] } }, false],
    [{ 'data.price': { $gte: 1_500_000, $lt: 2_000_000 } }, true],
    [{ 'data.price': { $gt: 1_500_000 } }, false],
    [{ 'data.price': { $lte: 1_499_999 } }, false],
    [{ 'data.price': { $gt: '1' } }, false],
    [{ 'data.car': { $gt: 'Lada' } }, true],
    [{ 'data.isNew': true }, true],
    [{ 'data.discount': null }, true],
    [{ 'data.nothing': null }, false],
    [{ 'data.discount': { $exists: true } }, true],
    [{ 'data.nothing': { $exists: false } }, true],
    [{ 'data.nothing': { $ne: 5 } }, true],
    [{ 'data.client.phones': '+7 2' }, true],
    [{ 'data.client.phones': { $ne: '+7 2' } }, false],
    [{ 'data.items.sku': 'b' }, true],
    [{ 'data.items.n': { $gt: 0 } }, true],
    [{ $and: [{ type: 'car.chosen' }, { 'data.isNew': true }] }, true],
    [{ $or: [{ type: 'x' }, { 'data.isNew': true }] }, true],
    [{ $or: [{ type: 'x' }, { 'data.isNew': false }] }, false],
    [{ $not: { type: 'x' } }, true],
    [{ $not: { type: 'car.chosen' } }, false],
    [{ 'data.constructor': { $exists: true } }, false],
    [{ 'data.__proto__': { $exists: true } }, false],
    [{ 'data.car.length': { $exists: true } }, false],
  ])('%j is %s', (filter, expected) => {
    expect(holds(filter)).toBe(expected);
  });

  it('says which clause fails first', () => {
    const failed = (filter: unknown) => firstFailed(Filter.parse(filter), message);
    expect(failed({ type: 'car.chosen', 'data.price': { $gt: 1, $lt: 5 } })).toEqual({
      path: 'data.price',
      operator: '$lt',
      expected: 5,
    });
    expect(failed({ $and: [{ 'data.isNew': false }] })).toEqual({
      path: 'data.isNew',
      operator: '$eq',
      expected: false,
    });
    expect(failed({ $or: [{ type: 'x' }] })).toMatchObject({ operator: '$or' });
    expect(failed({ type: 'car.chosen' })).toBeUndefined();
  });
});

describe('Filter', () => {
  const problems = (filter: unknown) =>
    Filter.safeParse(filter).error?.issues.map(({ path, message: text }) => `${path.join('/')}: ${text}`);

  it.each([
    [{ 'data.a': { $regex: 'x' } }, 'data.a/$regex: is not an operator'],
    [{ $where: 'x' }, '$where: is neither'],
    [{ name: 'x' }, 'name: is neither'],
    [{ 'data.$x': 1 }, 'data.$x: is neither'],
    [{ 'data.a': { $in: [] } }, 'data.a/$in: must be a list of 1 to 100'],
    [{ 'data.a': { $in: [{}] } }, 'data.a/$in: must be a text'],
    [{ 'data.a': { $exists: 1 } }, 'data.a/$exists: must be true or false'],
    [{ 'data.a': { $gt: null } }, 'data.a/$gt: must be a number or a text'],
    [{ 'data.a': { $startsWith: '' } }, 'data.a/$startsWith: must be a text'],
    [{ 'data.a': {} }, 'data.a: must have at least one operator'],
    [{ 'data.a': '\u0000' }, 'data.a: must not contain U+0000'],
    [{ 'data.a': { $in: ['\ud800'] } }, 'data.a/$in: must not contain U+0000 or half'],
    [{ 'data.a\u0000': 1 }, 'is neither'],
    [{ 'data.\ud800': 1 }, 'is neither'],
    [{ 'data.a': 'x'.repeat(257) }, 'data.a: must have at most 256'],
    [{ $and: {} }, '$and: must be a list of filters'],
    [{ $or: [5] }, '$or/0: must be an object'],
    [{ $not: { $not: { $not: { $not: { $not: {} } } } } }, 'is nested deeper than 5'],
  ])('refuses %j', (filter, expected) => {
    expect(problems(filter)?.join('\n')).toContain(expected);
  });

  it('refuses more than 50 conditions, once', () => {
    const filter = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`data.f${n}`, n]));
    expect(problems(filter)).toEqual([': must have at most 50 conditions']);
  });
});

describe('tokens', () => {
  it('are typed, and one each', () => {
    expect(
      tokensOf(message.data, ['client.city', 'price', 'isNew', 'discount', 'items.sku', 'none']),
    ).toEqual({
      tokens: [
        'client.city=s:Москва',
        'price=n:1500000',
        'isNew=b:true',
        'discount=z',
        'items.sku=s:a',
        'items.sku=s:b',
      ],
      isComplete: true,
    });
    expect(token('a', -0)).toBe(token('a', 0));
    expect(token('a', 1)).not.toBe(token('a', '1'));
  });

  it('are found for what a filter demands', () => {
    const declared = new Set(['city', 'price']);
    const wanted = (filter: unknown) => tokensFor(Filter.parse(filter), declared);
    expect(wanted({ 'data.city': 'Москва', 'data.price': { $lt: 5 } })).toEqual(['city=s:Москва']);
    expect(wanted({ 'data.city': { $in: ['a', 'b'] } })).toEqual(['city=s:a', 'city=s:b']);
    expect(wanted({ $and: [{ 'data.price': 5 }] })).toEqual(['price=n:5']);
    expect(wanted({ $or: [{ 'data.city': 'a' }] })).toBeUndefined();
    expect(wanted({ 'data.other': 'a' })).toBeUndefined();
    expect(wanted({ 'data.city': { $ne: 'a' } })).toBeUndefined();
  });

  it('of every match there is one among those that its filter asks for', () => {
    const scalar = fc.oneof(
      fc.constantFrom('a', 'b', ''),
      fc.integer({ min: -2, max: 2 }),
      fc.boolean(),
      fc.constant(null),
    );
    const data = fc.record({
      x: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
      y: fc.oneof(scalar, fc.record({ z: scalar })),
    });
    const condition = fc.oneof(scalar, fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }));
    const filter = fc.record({ 'data.x': condition, 'data.y.z': condition }, { requiredKeys: [] });
    const paths = ['x', 'y.z'];
    fc.assert(
      fc.property(data, filter, (document, wanted) => {
        if (!matches(wanted as Filter, { type: 't', data: document })) return;
        const asked = tokensFor(wanted as Filter, new Set(paths));
        if (asked === undefined) return;
        const { tokens } = tokensOf(document, paths);
        expect(tokens.some((one) => asked.includes(one))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
