import { type FilterRows, toFilter, toRows } from './filter-rows';

describe('The rows of a filter', () => {
  it.each([
    '{}',
    '{"type":"car.chosen"}',
    '{"data.vin":12345678901234567890}',
    '{"data.vin":"12345678901234567890","data.old":"true","data.none":null}',
    '{"data.client.city":{"$in":["Москва","Нижний, Новгород","5",5,"a\\"b"]}}',
    '{"data.price":{"$gte":1e6,"$lt":2.50}}',
    '{"data.car":{"$startsWith":"5"},"data.discount":{"$exists":false}}',
    '{"$or":[{"type":"a"},{"data.b":{"$ne":" x "}}]}',
    '{"$and":[{"data.tags":"a"},{"data.tags":"b"}]}',
    '{"data.empty":""}',
  ])('are the same filter again: %s', (filter) => {
    expect(toFilter(toRows(filter)!)).toBe(filter);
  });

  it.each([
    '{"$not":{"type":"a"}}',
    '{"$or":[{"type":"a","data.b":1}]}',
    '{"$and":[{"$or":[{"type":"a"}]}]}',
    '{"data.a":{"$regex":"x"}}',
    '{"data.a":[1]}',
  ])('cannot show %s', (filter) => expect(toRows(filter)).toBeUndefined());

  it('are left out until they say something', () => {
    const rows: FilterRows = {
      joined: 'any',
      rows: [
        { path: '', operator: '$eq', value: 'x' },
        { path: 'data.a', operator: '$eq', value: ' ' },
        { path: 'data.b', operator: '$gt', value: '5' },
      ],
    };
    expect(toFilter(rows)).toBe('{"data.b":{"$gt":5}}');
  });

  it('take a text for a text where nothing else can be', () => {
    const row = { path: 'type', operator: '$eq', value: '5' } as const;
    expect(toFilter({ joined: 'all', rows: [row] })).toBe('{"type":"5"}');
  });
});
