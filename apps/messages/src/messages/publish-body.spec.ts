import fc from 'fast-check';
import { cutData, cutItems } from './publish-body';

describe('cutData', () => {
  it.each([
    [
      '{"type":"t","data":{"n":12345678901234567890,"x":1e21,"я":"\\u0041"}}',
      '{"n":12345678901234567890,"x":1e21,"я":"\\u0041"}',
    ],
    ['{"data" : [ 1 , {"data":2} ] ,"type":"t"}', '[ 1 , {"data":2} ]'],
    ['{"data":null}', 'null'],
    ['{"a":{"data":1},"data":-0.0}', '-0.0'],
    ['{"a":["data",1],"data":"x\\"}"}', '"x\\"}"'],
    ['{"data":{},"b":[]}', '{}'],
    ['{"\\u0064ata":7}', '7'],
    ['\n{\t"data":\r\n true }', 'true'],
  ])('cuts %s', (text, expected) => {
    expect(cutData(text)).toBe(expected);
  });

  it('finds nothing where there is nothing', () => {
    for (const text of ['{}', '{"type":"data"}', '[{"data":1}]', '"data"'])
      expect(cutData(text)).toBeUndefined();
  });

  it('refuses a name that is there twice, however it is spelt', () => {
    for (const text of ['{"data":1,"data":2}', '{"type":"a","type":"b"}', '{"data":1,"\\u0064ata":2}']) {
      expect(() => cutData(text)).toThrow(expect.objectContaining({ code: 'MALFORMED_JSON' }));
    }
  });

  it('takes 64 levels and refuses 65', () => {
    const nested = (depth: number) => `{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(cutData(nested(64))).toHaveLength(128);
    expect(() => cutData(nested(65))).toThrow(expect.objectContaining({ code: 'MALFORMED_JSON' }));
  });

  it('cuts what was put in, for any JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom(0, 1, 3),
        (data, other, indent) => {
          const text = JSON.stringify(data, null, indent);
          expect(cutData(`{"other":${JSON.stringify(other)},"data":${text},"type":"t"}`)).toBe(text);
        },
      ),
    );
  });
});

describe('cutItems', () => {
  it('answers the exact text of each item', () => {
    const text = '{ "messages" : [ {"type":"a","data":[1, 2.0]} ,5, "x,]" ,[[],{}] , null ] }';
    expect(cutItems(text)).toEqual(['{"type":"a","data":[1, 2.0]}', '5', '"x,]"', '[[],{}]', 'null']);
    expect(cutItems('{"messages":[]}')).toEqual([]);
    expect(cutItems('{"messages":[{}]}')).toEqual(['{}']);
  });

  it('refuses a list that is there twice', () => {
    expect(() => cutItems('{"messages":[1],"messages":[2]}')).toThrow('is there twice');
  });

  it('finds what JSON.parse finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        (items, indent) => {
          const texts = cutItems(JSON.stringify({ messages: items }, null, indent));
          expect(texts.map((one) => JSON.parse(one) as unknown)).toEqual(JSON.parse(JSON.stringify(items)));
        },
      ),
    );
  });
});
