import { composeJson, fits, typedOf } from './compose-json';
import { fieldsOf } from './schema-fields';

const fields = fieldsOf({
  properties: {
    car: { type: 'string' },
    vin: { type: 'integer' },
    client: { properties: { city: { enum: ['Москва'] }, isNew: { type: 'boolean' } } },
    tags: { type: 'array' },
    __proto__: undefined,
  },
});
const TYPED = {
  car: '5 "x"',
  vin: '12345678901234567890',
  'client.city': '"Москва"',
  'client.isNew': 'false',
  tags: '["a", 1e3]',
};

describe('A payload out of a form', () => {
  it('has what was typed, to the last digit, and comes back as it was', () => {
    const json = composeJson(fields, TYPED);
    expect(json.replaceAll(/\n */g, '')).toBe(
      '{"car": "5 \\"x\\"","vin": 12345678901234567890,"client": {"city": "Москва","isNew": false},"tags": ["a", 1e3]}',
    );
    expect(typedOf(fields, json)).toEqual(TYPED);
  });

  it('has nothing of what is empty', () => {
    expect(composeJson(fields, { car: '', vin: '5' })).toBe('{\n  "vin": 5\n}');
    expect(composeJson(fields, {})).toBe('{}');
  });

  it.each(['{"car":"x","more":1}', '5', '{', '{"client":5}', '{"car":5}'])('cannot show %s', (json) => {
    expect(typedOf(fields, json)).toBeUndefined();
  });

  it('says which text is no value of its kind', () => {
    const [car, vin, , , tags] = fields;
    expect([
      fits(car!, 'x'),
      fits(vin!, '1e5'),
      fits(vin!, '1 000'),
      fits(vin!, ''),
      fits(tags!, '['),
    ]).toEqual([true, true, false, true, false]);
  });
});
