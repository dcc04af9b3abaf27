import fc from 'fast-check';
import { deliveryBody } from './delivery-body';

const message = {
  id: 'msg_1',
  type: 'car.chosen',
  timestamp: '2026-03-01T12:00:00.000Z',
  topic: { id: 'top_1', name: 'car-choice' },
  publisher: { id: 'prt_1' },
};

describe('deliveryBody', () => {
  it('carries data as published: big integers, exponents, escapes, blanks and the order of members', () => {
    const data = '{"n":12345678901234567890,"x":1e21,"я":"\\u0041", "b" : -0.0,"a":[]}';
    expect(deliveryBody({ ...message, data }).toString()).toBe(
      '{"id":"msg_1","type":"car.chosen","timestamp":"2026-03-01T12:00:00.000Z",' +
        `"topic":{"id":"top_1","name":"car-choice"},"publisher":{"id":"prt_1"},"data":${data}}`,
    );
  });

  it('has occurredAt only when it was published, and nothing else of the objects it is given', () => {
    const topic = { ...message.topic, partnerId: 'prt_secret' };
    const body = deliveryBody({ ...message, topic, occurredAt: '2026-02-28T01:02:03+03:00', data: 'null' });
    expect(JSON.parse(body.toString())).toEqual({
      ...message,
      occurredAt: '2026-02-28T01:02:03+03:00',
      data: null,
    });
  });

  it('is JSON with the same data bytes for any JSON text and any names', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), text, text, (data, type, name) => {
        const body = deliveryBody({ ...message, type, topic: { id: 'top_1', name }, data });
        expect(JSON.parse(body.toString())).toMatchObject({ type, topic: { name } });
        expect(body.subarray(-Buffer.byteLength(data) - 1, -1).equals(Buffer.from(data))).toBe(true);
      }),
    );
  });
});
