import { AnikaError } from '@anika/contracts';
import { z } from 'zod';
import { fieldErrors, SchemaPipe } from './schema.pipe';

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

  it('says in words which kinds there are, what a key must be, and how many is one', async () => {
    const Tagged = z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('password') }),
      z.strictObject({ by: z.literal('key') }),
    ]);
    const Named = z.record(z.string().regex(/^a+$/, 'must be of a'), z.string());
    const mistakes = [
      [Tagged, { by: 'luck' }, '/by INVALID_VALUE must be one of password, key'],
      [Named, { b: '' }, '/b INVALID must be of a'],
      [z.strictObject({ a: z.string().min(1) }), { a: '' }, '/a TOO_SMALL must have at least 1 character'],
      [z.array(z.number()).min(1), [], ' TOO_SMALL must have at least 1 entry'],
      [z.array(z.number()).max(2), [1, 2, 3], ' TOO_BIG must have at most 2 entries'],
    ] as const;
    for (const [schema, value, mistake] of mistakes) {
      const { issues } = schema.safeParse(value).error!;
      const texts = fieldErrors(issues, 'body').map((error) => [error.pointer, error.code, error.message]);
      expect(texts.map((parts) => parts.join(' '))).toEqual([mistake]);
    }
  });

  it('says of two ways which is missing, and what does not go together', () => {
    const Wanted = z.xor([
      z.strictObject({ filter: z.object({}), from: z.string().optional(), dryRun: z.boolean().optional() }),
      z.strictObject({ ids: z.array(z.string()).min(1), dryRun: z.boolean().optional() }),
    ]);
    const Sample = z.xor([
      z.strictObject({ id: z.string() }),
      z.strictObject({
        type: z.string(),
        data: z.unknown().refine((data) => data !== undefined, 'is required'),
      }),
    ]);
    const mistakes = [
      [Wanted, {}, [' REQUIRED needs filter, or ids']],
      [Wanted, { dryRun: true }, [' REQUIRED needs filter, or ids']],
      [
        Wanted,
        { fitler: {} },
        [' REQUIRED needs filter, or ids', '/fitler UNKNOWN_MEMBER is not known here'],
      ],
      [Wanted, { filter: {}, ids: ['a'] }, ['/ids INVALID does not go with filter']],
      [Wanted, { filter: {}, from: 'a', ids: ['a'] }, ['/ids INVALID does not go with filter, from']],
      [Wanted, { ids: ['a'], from: 'a' }, ['/from INVALID does not go with ids']],
      [Wanted, { filter: {}, tax: 1 }, ['/tax UNKNOWN_MEMBER is not known here']],
      [Wanted, { filter: 5 }, ['/filter INVALID_TYPE must be of type object']],
      [Wanted, { ids: [] }, ['/ids TOO_SMALL must have at least 1 entry']],
      [Wanted, 5, [' INVALID_TYPE must be of type object']],
      [Sample, {}, [' REQUIRED needs id, or type and data']],
      [Sample, { type: 'a' }, ['/data REQUIRED is required']],
      [Sample, { id: 'a', type: 'a' }, ['/type INVALID does not go with id']],
      [z.strictObject({ of: Sample }), { of: {} }, ['/of REQUIRED needs id, or type and data']],
      [z.union([z.number(), z.boolean()]), 'a', [' INVALID_TYPE must be of type number']],
    ] as const;
    for (const [schema, value, expected] of mistakes) {
      const { issues } = schema.safeParse(value).error!;
      const texts = fieldErrors(issues, 'body').map((error) => [error.pointer, error.code, error.message]);
      expect(texts.map((parts) => parts.join(' '))).toEqual(expected);
    }
  });

  it('passes the reason on that a rule of its own gives', () => {
    const schema = z
      .string()
      .refine(() => false, { error: 'is known to all', params: { reason: 'guessable' } });
    expect(fieldErrors(schema.safeParse('a').error!.issues, 'body')).toEqual([
      { pointer: '', code: 'INVALID', message: 'is known to all', params: { reason: 'guessable' } },
    ]);
  });

  it('tells at most 20 mistakes', async () => {
    const many = { name: 'xx', items: Array.from({ length: 50 }, () => ({ price: 99 })) };
    expect((await errorsOf(many)).errors).toHaveLength(20);
  });
});
