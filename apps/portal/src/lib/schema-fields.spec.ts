import { fieldsOf, titlesOf } from './schema-fields';

const CAR = {
  $defs: { city: { type: 'string', title: 'Город', enum: ['Москва', 'Казань'] } },
  type: 'object',
  required: ['car', 'client'],
  properties: {
    car: { type: 'string', title: 'Марка', examples: ['Lada Vesta'] },
    price: { type: ['integer', 'null'], description: 'В рублях' },
    client: {
      title: 'Клиент',
      properties: { city: { $ref: '#/$defs/city' }, phones: { type: 'array' } },
      required: ['city'],
    },
    gift: { properties: { name: { type: 'string' } }, required: ['name'] },
    any: true,
  },
};

describe('The fields of a contract', () => {
  it('are its single values, with their titles', () => {
    expect(fieldsOf(CAR).map(({ path, title, kind, isRequired }) => [path, title, kind, isRequired])).toEqual(
      [
        ['car', 'Марка', 'text', true],
        ['price', 'price', 'number', false],
        ['client.city', 'Клиент · Город', 'choice', true],
        ['client.phones', 'Клиент · phones', 'list', false],
        ['gift.name', 'gift · name', 'text', false],
        ['any', 'any', 'json', false],
      ],
    );
    expect(fieldsOf(CAR)[0]).toMatchObject({ example: 'Lada Vesta' });
    expect(fieldsOf(CAR)[2]).toMatchObject({ options: ['"Москва"', '"Казань"'] });
    expect(titlesOf(CAR).get('client.city')).toBe('Клиент · Город');
  });

  it.each([true, {}, { type: 'string' }, null, { $ref: '#/$defs/none' }])('of %j are none', (schema) => {
    expect(fieldsOf(schema)).toEqual([]);
  });

  it('end where a contract refers to itself', () => {
    const node = { properties: { next: { $ref: '#/$defs/node' } } };
    expect(fieldsOf({ $ref: '#/$defs/node', $defs: { node } }).map(({ path }) => path)).toEqual([
      'next.next.next.next.next',
    ]);
  });
});
