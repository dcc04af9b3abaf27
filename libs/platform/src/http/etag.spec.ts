import { assertIfMatch, etagOf } from './etag';

describe('assertIfMatch', () => {
  const current = etagOf(new Date('2026-11-23T20:08:31Z'));

  it('lets the current tag, any tag and no tag pass', () => {
    for (const header of [current, '*', undefined, `"other", ${current}`]) {
      expect(() => assertIfMatch(header, current)).not.toThrow();
    }
  });

  it('refuses an old tag and a weak one', () => {
    for (const header of [etagOf(1), `W/${current}`, 'garbage']) {
      expect(() => assertIfMatch(header, current)).toThrow(
        expect.objectContaining({ code: 'PRECONDITION_FAILED' }),
      );
    }
  });
});
