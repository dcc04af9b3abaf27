import type { BatchResults, Filter, FoundMessages } from '@anika/contracts';
import { company, grant, topicOf } from '@anika/testing';
import { compileFields, matches, project } from '@anika/webhooks';
import fc from 'fast-check';

const DOCUMENTS = 150;
const CASES = 120;
const DECLARED = ['a', 'b.c', 'list.x'];
/** Of the limited reader: all of one declared field, a part of another, none of the third. */
const FIELDS = ['a', 'list.y', 'b.c.d', 'free'];

const scalar = fc.oneof(
  fc.constantFrom('x', 'y', '', 'Казань'),
  fc.integer({ min: -2, max: 2 }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(1.5),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.record({ d: scalar }));
const data = fc.record(
  {
    a: value,
    b: fc.oneof(scalar, fc.record({ c: value, e: value }, { requiredKeys: [] })),
    list: fc.array(fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
    free: value,
  },
  { requiredKeys: [] },
);
const path = fc.constantFrom(
  'data.a',
  'data.b.c',
  'data.b.c.d',
  'data.b.e',
  'data.list.x',
  'data.list.y',
  'data.free',
);
const condition = fc.oneof(
  { weight: 3, arbitrary: scalar },
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $gte: fc.integer({ min: -2, max: 2 }) }),
);
const conditions = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 2 });
const filter = fc.oneof(
  { weight: 3, arbitrary: conditions },
  fc.record({ $and: fc.array(conditions, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $or: fc.array(conditions, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $not: conditions }),
) as fc.Arbitrary<Filter>;

describe('Search by an index and the evaluator', () => {
  it('agree on random documents and filters, for the owner and for who sees some fields only', async () => {
    const [owner, reader] = await Promise.all([company(), company()]);
    const topic = await topicOf(owner);
    await owner.api.patch(`/topics/${topic.id}`, { searchableFields: DECLARED }).expect(200);
    await grant(owner, topic, reader);
    await owner.api.put(`/topics/${topic.id}/grants/${reader.partner.id}`, { fields: FIELDS }).expect(200);
    const documents = fc.sample(data, DOCUMENTS);
    const messages = documents.map((one) => ({ type: 't', data: one }));
    const answer = await owner.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const ids = (answer.body as BatchResults).results.map(({ id }) => id!);
    const shown = compileFields(FIELDS);
    const cut = documents.map((one) => JSON.parse(project(JSON.stringify(one), shown)) as unknown);
    let found = 0;

    const check = async (who: typeof owner, seen: readonly unknown[], wanted: Filter) => {
      const { body } = await who.api
        .post(`/topics/${topic.id}/messages/search`, { filter: wanted, limit: 200 })
        .expect(200);
      const expected = ids.filter((_, index) => matches(wanted, { type: 't', data: seen[index] }));
      found += expected.length;
      expect((body as FoundMessages).data.map(({ id }) => id).toSorted()).toEqual(expected.toSorted());
    };
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        await check(owner, documents, wanted);
        await check(reader, cut, wanted);
      }),
      { numRuns: CASES },
    );
    expect(found).toBeGreaterThan(CASES);
  });
});
