import fc from 'fast-check';
import { cutData } from './publish-body';

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
