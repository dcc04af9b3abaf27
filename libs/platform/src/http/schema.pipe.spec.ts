import { AnikaError } from '@anika/contracts';
import { z } from 'zod';
import { SchemaPipe } from './schema.pipe';

const Order = z.strictObject({
  name: z.string().min(2),
  items: z.array(z.strictObject({ price: z.number().max(10) })),
  kind: z.enum(['a', 'b']).optional(),
});

async function errorsOf(value: unknown, type: 'body' | 'query' = 'body', schema: z.ZodType = Order) {
  const failure = await new SchemaPipe().transform(value, { type, schema }).catch((error: unknown) => error);
  if (!(failure instanceof AnikaError)) throw new Error(`passed: ${JSON.stringify(failure)}`);
  return { code: failure.code, errors: failure.errors?.map(({ pointer, code }) => `${pointer} ${code}`) };
}

describe('SchemaPipe', () => {
  it('passes what is right, with defaults', async () => {
    const schema = z.strictObject({ limit: z.coerce.number().default(50) });
    expect(await new SchemaPipe().transform(undefined, { type: 'query', schema })).toEqual({ limit: 50 });
  });

  it('points at each mistake', async () => {
    expect(await errorsOf({ name: 'x', items: [{ price: 1 }, { price: 11, tax: 1 }], kind: 'c' })).toEqual({
      code: 'VALIDATION_FAILED',
      errors: [
        '/name TOO_SMALL',
        '/items/1/price TOO_BIG',
        '/items/1/tax UNKNOWN_MEMBER',
        '/kind INVALID_VALUE',
      ],
    });
    expect((await errorsOf({ items: 4 })).errors).toEqual(['/name REQUIRED', '/items INVALID_TYPE']);
    expect((await errorsOf({ 'a/b~c': 1, name: 'xx', items: [] })).errors).toEqual([
      '/a~1b~0c UNKNOWN_MEMBER',
    ]);
  });

  it('names query parameters with a question mark', async () => {
    const schema = z.strictObject({ limit: z.coerce.number().max(200) });
    expect((await errorsOf({ limit: '500', x: '1' }, 'query', schema)).errors).toEqual([
      '?limit TOO_BIG',
      '?x UNKNOWN_MEMBER',
    ]);
  });

  it('takes an impossible id for an address that does not exist', async () => {
    const failure = new SchemaPipe().transform(
      { id: 'x' },
      { type: 'param', schema: z.object({ id: z.uuid() }) },
    );
    await expect(failure).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells at most 20 mistakes', async () => {
    const many = { name: 'xx', items: Array.from({ length: 50 }, () => ({ price: 99 })) };
    expect((await errorsOf(many)).errors).toHaveLength(20);
  });
});
