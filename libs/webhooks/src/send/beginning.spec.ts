import fc from 'fast-check';
import { Beginning } from './beginning';

describe('Beginning', () => {
  it('is the first bytes of all chunks together, however they are cut', () => {
    const chunks = fc.array(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)));
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 200 }), (parts, maxBytes) => {
        const beginning = new Beginning(maxBytes);
        for (const part of parts) beginning.add(part);
        expect(beginning.bytes()).toEqual(Buffer.concat(parts).subarray(0, maxBytes));
      }),
      { numRuns: 512 },
    );
  });

  it('does not keep the chunks that it copied', () => {
    const beginning = new Beginning(4);
    const chunk = Buffer.from('a');
    for (let round = 0; round < 3; round += 1) beginning.add(chunk);
    chunk.write('b');
    expect(beginning.bytes().toString()).toBe('aaa');
  });
});
