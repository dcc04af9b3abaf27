import { redact } from './redacted-queue.adapter';

describe('redact', () => {
  it('keeps ids and hides every other member', () => {
    expect(
      redact({ v: 1, deliveryId: 'dlv_1', generation: 2, unrecorded: { attempt: { response: 'secret' } } }),
    ).toEqual({ v: 1, deliveryId: 'dlv_1', generation: 2, unrecorded: '[hidden]' });
  });

  it('hides data that is no object', () => {
    expect(redact('secret')).toBe('[hidden]');
    expect(redact(null)).toBe('[hidden]');
  });
});
