import type { BatchResults, Contract, Message, Page, Problem, Topic } from '@anika/contracts';
import { company, type Company, eventsTopicOf, eventually, grant, topicOf } from '@anika/testing';
import { inTopics } from '../access/access';

const CAR = {
  type: 'object',
  properties: {
    car: { type: 'string', minLength: 1 },
    price: { type: 'integer', minimum: 0 },
    client: {
      type: 'object',
      properties: { city: { enum: ['Москва', 'Казань'] } },
      required: ['city'],
      additionalProperties: false,
    },
  },
  required: ['car'],
  additionalProperties: false,
};
/** As most people write a schema: what it does not name may be there. */
const OPEN = { type: 'object', properties: { car: { type: 'string' } }, required: ['car'] };
const WIDER = { ...CAR, properties: { ...CAR.properties, color: { type: 'string' } } };
const NARROWER = { ...CAR, required: ['car', 'price'] };

/** Schemas of one company that take long to compare. */
const MANY_SLOW = 3;

describe('Contracts', () => {
  let dealer: Company;
  let bank: Company;
  let stranger: Company;
  let topic: Topic;
  const at = (path = '/car.chosen', of = topic) => `/topics/${of.id}/contract${path}`;
  const put = (schema: unknown, more: object = {}, path?: string) =>
    dealer.api.put(at(path), { schema, ...more });
  const send = (data: unknown, type = 'car.chosen') =>
    dealer.api.post(`/topics/${topic.id}/messages`, { type, data });
  const told = ({ body }: { body: unknown }) =>
    ((body as Problem).errors ?? []).map(({ pointer, code, message }) => `${pointer} ${code}: ${message}`);

  /** What the company was told of the contracts of the topic, oldest first, when it is at least so much. */
  const eventsOf = async (reader: Company, count: number) => {
    const events = await eventsTopicOf(reader);
    const read = async () => {
      const { body } = await reader.api.get(
        `/topics/${events.id}/messages?type=topic.contract_changed&limit=200`,
      );
      const all = (body as Page<Message>).data.toReversed();
      const told = all.filter(({ data }) => (data as { topicId: string }).topicId === topic.id);
      return told.length >= count && told;
    };
    return eventually(read, { what: `${count} events of the contract` });
  };

  beforeAll(async () => {
    [dealer, bank, stranger] = await Promise.all([company(), company(), company()]);
  });
  beforeEach(async () => {
    topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
  });

  it('hold for messages from their answer on, and name what is wrong', async () => {
    await send({ anything: 1 }).expect(202);
    const created = await put(CAR, { example: { car: 'Lada' } }).expect(201);
    expect(created.headers['location']).toBe(`/api/v1${at()}`);
    expect(created.body).toMatchObject({
      type: 'car.chosen',
      version: 1,
      schema: CAR,
      example: { car: 'Lada' },
    });
    await send({ car: 'Lada', price: 5, client: { city: 'Казань' } }).expect(202);
    const refused = await send({ price: 0.5, client: { city: 'Псков', age: 5 } }).expect(422);
    expect((refused.body as Problem).code).toBe('CONTRACT_VIOLATED');
    expect(told(refused).toSorted()).toEqual([
      '/data/car REQUIRED: is required',
      '/data/client/age UNKNOWN_MEMBER: is not known here',
      '/data/client/city INVALID_VALUE: must be "Москва" or "Казань"',
      '/data/price INVALID_TYPE: must be a whole number, not a number',
    ]);
    await send({ anything: 1 }, 'other').expect(202);
    const batch = await dealer.api
      .post(`/topics/${topic.id}/messages/batch`, {
        messages: [
          { type: 'car.chosen', data: { car: 'Lada' } },
          { type: 'car.chosen', data: { car: 5 } },
        ],
      })
      .expect(200);
    expect((batch.body as BatchResults).results).toMatchObject([
      { index: 0, status: 202 },
      {
        index: 1,
        status: 422,
        code: 'CONTRACT_VIOLATED',
        errors: [{ pointer: '/data/car', code: 'INVALID_TYPE' }],
      },
    ]);
  });

  it('keep the exact text of what they accept, and look at members with the names of JavaScript', async () => {
    await put({ type: 'object', properties: { n: { type: 'number' } }, additionalProperties: false }).expect(
      201,
    );
    const raw = (data: string) =>
      dealer.api.postRaw(`/topics/${topic.id}/messages`, `{"type":"car.chosen","data":${data}}`);
    const { id } = (await raw('{"n": 12345678901234567890.0}').expect(202)).body as { id: string };
    expect((await dealer.api.get(`/messages/${id}`)).text).toContain('{"n": 12345678901234567890.0}');
    expect(told(await raw('{"__proto__":1}').expect(422))).toEqual([
      '/data/__proto__ UNKNOWN_MEMBER: is not known here',
    ]);
  });

  it('change by versions that are kept; what breaks needs force', async () => {
    await put(CAR).expect(201);
    expect((await put({ ...CAR }).expect(200)).body).toMatchObject({ version: 1 });
    expect((await put(WIDER).expect(200)).body).toMatchObject({ version: 2 });
    const breaking = await put({ ...NARROWER }).expect(409);
    expect((breaking.body as Problem).code).toBe('CONTRACT_INCOMPATIBLE');
    expect(told(breaking)).toEqual([
      '/schema/properties/color BREAKING_CHANGE: is not described any more: readers may rely on it',
      '/schema/required BREAKING_CHANGE: "price" is required now; it could be left out',
      '/schema/additionalProperties BREAKING_CHANGE: is not accepted any more',
    ]);
    await send({ car: 'Lada' }).expect(202);
    const dry = await put(NARROWER, { dryRun: true }).expect(200);
    expect(dry.body).toMatchObject({ type: 'car.chosen', version: 3, compatible: false });
    await put(NARROWER, { force: true }).expect(200);
    expect(told(await send({ car: 'Lada' }).expect(422))).toEqual(['/data/price REQUIRED: is required']);
    const versions = await bank.api.get(`${at()}/versions?limit=2`).expect(200);
    const { data, nextCursor } = versions.body as Page<Contract>;
    expect(data.map(({ version }) => version)).toEqual([3, 2]);
    const rest = await bank.api.get(`${at()}/versions?cursor=${nextCursor}`).expect(200);
    expect((rest.body as Page<Contract>).data.map(({ version }) => version)).toEqual([1]);
    expect((await bank.api.get(`${at()}?version=1`).expect(200)).body).toMatchObject({ schema: CAR });
    await bank.api.get(`${at()}?version=9`).expect(404);
  });

  it('take an optional member more, and say why where they do not', async () => {
    await put(OPEN).expect(201);
    const more = (price: object) => ({ ...OPEN, properties: { ...OPEN.properties, price } });
    expect((await put(more({ type: 'integer' })).expect(200)).body).toMatchObject({ version: 2 });
    expect(told(await put(more({ type: 'string' })).expect(409))).toEqual([
      '/schema/properties/price/type BREAKING_CHANGE: must now be string; it could be of another type',
    ]);
    const free = { ...more({ type: 'integer' }), additionalProperties: { type: ['string', 'number'] } };
    await put(free, { force: true }).expect(200);
    const named = { ...free, properties: { ...free.properties, color: { type: 'string' } } };
    expect(told(await put(named).expect(409))).toEqual([
      '/schema/properties/color/type BREAKING_CHANGE: must now be string; it could be of another type',
    ]);
  });

  it('tell who may read the topic now of each change, and nobody else', async () => {
    const [ended, later] = await Promise.all([company(), company()]);
    await grant(dealer, topic, ended);
    await inTopics('UPDATE topic_grant SET expires_at = now() WHERE partner_id = $1', [ended.partner.id]);
    await put(OPEN).expect(201);
    await put(OPEN).expect(200);
    await put(CAR, { dryRun: true }).expect(200);
    await put(CAR).expect(409);
    await put(CAR, { force: true }).expect(200);
    await grant(dealer, topic, later);
    await dealer.api.delete(at()).expect(204);
    const events = await eventsOf(bank, 3);
    const about = {
      topicId: topic.id,
      topicName: topic.name,
      ownerId: dealer.partner.id,
      type: 'car.chosen',
    };
    expect(events.map(({ data }) => data)).toMatchObject([
      { ...about, version: 1, compatible: true, removed: false },
      { ...about, version: 2, compatible: false, removed: false },
      { ...about, version: 2, compatible: false, removed: true },
    ]);
    expect(await eventsOf(later, 1)).toMatchObject([{ data: { ...about, removed: true } }]);
    for (const other of [ended, dealer, stranger]) expect(await eventsOf(other, 0)).toEqual([]);
  });

  it('of a batch that takes much work let others have their turn, and keep the order', async () => {
    await put({ items: { pattern: '[01]*1[01]{16}$' } }).expect(201);
    const slow = { type: 'car.chosen', data: [`${'01101'.repeat(60)}1${'0'.repeat(16)}`] };
    const messages = Array.from({ length: 300 }, (_, index) =>
      index % 2 ? slow : { type: 'other', data: index },
    );
    const { body } = await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const ids = (body as BatchResults).results.map(({ id }) => id!);
    expect(ids).toEqual(ids.toSorted());
  });

  it('are removed, and begin again with a further version', async () => {
    await put(CAR).expect(201);
    await dealer.api.delete(at()).expect(204);
    await dealer.api.delete(at()).expect(404);
    await dealer.api.get(at()).expect(404);
    await send({ anything: 1 }).expect(202);
    expect((await dealer.api.get(`${at()}/versions`).expect(200)).body).toMatchObject({
      data: [{ version: 1 }],
    });
    expect((await put(NARROWER).expect(201)).body).toMatchObject({ version: 2 });
    await send({ anything: 1 }).expect(422);
  });

  it('are seen by who may know of the topic, whole; of a catalogue topic by all', async () => {
    await put(CAR, { example: { car: 'Lada' } }).expect(201);
    await put(true, {}, '/another').expect(201);
    const listed = await bank.api.get(at('?limit=1')).expect(200);
    expect(listed.body).toMatchObject({ data: [{ type: 'another', schema: true }] });
    const { nextCursor } = listed.body as Page<Contract>;
    const second = await bank.api.get(at(`?cursor=${nextCursor}`)).expect(200);
    expect(second.body).toMatchObject({ data: [{ type: 'car.chosen', schema: CAR }], nextCursor: null });
    expect((second.body as Page<Contract>).data[0]).not.toHaveProperty('createdBy');
    expect((await dealer.api.get(at()).expect(200)).body).toMatchObject({ createdBy: dealer.user.id });
    for (const path of ['', '/car.chosen', '/car.chosen/versions'])
      await stranger.api.get(at(path)).expect(404);
    await stranger.api.put(at(), { schema: true }).expect(404);
    await bank.api.put(at(), { schema: true }).expect(403);
    await dealer.api.patch(`/topics/${topic.id}`, { visibility: 'catalog' }).expect(200);
    await stranger.api.get(`/topics/${topic.id}`).expect(200);
    expect((await stranger.api.get(at()).expect(200)).body).toMatchObject({ schema: CAR });
    await stranger.api.put(at(), { schema: true }).expect(403);
    await stranger.api.delete(at()).expect(403);
  });

  it('are listed in pages that are short when schemas are long', async () => {
    const long = (text: string) => ({ description: text.repeat(60_000) });
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'])
      await put(long(text), { example: text.repeat(60_000) }).expect(text === 'a' ? 201 : 200);
    const page = async (query: string) => {
      const { body } = await dealer.api.get(`${at()}/versions?${query}`).expect(200);
      return body as Page<Contract>;
    };
    const first = await page('limit=200');
    expect(first.data.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4]);
    const second = await page(`limit=200&cursor=${first.nextCursor}`);
    expect(second.data.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('do not make a large answer of a small batch', async () => {
    const values = Array.from({ length: 4000 }, (_, index) => `v${index}`);
    await put({ items: { enum: values } }).expect(201);
    const wrong = { type: 'car.chosen', data: Array.from({ length: 18 }, () => 1) };
    const messages = Array.from({ length: 200 }, () => wrong);
    const answer = await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const { results } = answer.body as BatchResults;
    expect(results.every(({ errors }) => errors!.length === 18)).toBe(true);
    expect(answer.text.length).toBeLessThan(2_000_000);
  });

  it('honour If-Match; of many that change one at the same moment, one does', async () => {
    await put(CAR).set('if-match', '"none"').expect(412);
    const { etag } = (await put(CAR).expect(201)).headers as { etag: string };
    expect((await bank.api.get(at()).expect(200)).headers['etag']).toBe(etag);
    await put(WIDER).set('if-match', etag).expect(200);
    await put(CAR, { force: true }).set('if-match', etag).expect(412);
    const wider = (name: string) => ({ ...WIDER, properties: { ...WIDER.properties, [name]: {} } });
    const current = (await dealer.api.get(at()).expect(200)).headers as { etag: string };
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(names.map((name) => put(wider(name)).set('if-match', current.etag)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412]);
    const [winner] = answers.filter(({ status }) => status === 200);
    const versions = (await dealer.api.get(`${at()}/versions`).expect(200)).body as Page<Contract>;
    expect(versions.data.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(versions.data[0]).toEqual(winner!.body);
    const told = (await eventsOf(bank, 3)).map(({ data }) => data as { version: number });
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it.each<[string, unknown, object, string]>([
    ['a draft', { $schema: 'http://json-schema.org/draft-07/schema#' }, {}, '/schema/$schema'],
    ['a reference to elsewhere', { $ref: 'http://127.0.0.1/' }, {}, '/schema/$ref'],
    ['a keyword', { unevaluatedProperties: false }, {}, '/schema/unevaluatedProperties'],
    ['a value of a keyword', { properties: { a: { type: 'text' } } }, {}, '/schema/properties/a/type'],
    ['what would be without effect', { then: {} }, {}, '/schema'],
    ['a pattern', { pattern: '(?=a)' }, {}, '/schema/pattern'],
    ['no schema', 5, {}, '/schema'],
    ['an example', CAR, { example: { car: '' } }, '/example/car'],
    ['no example of null', CAR, { example: null }, '/example'],
  ])('that are not right are refused: %s', async (_what, schema, more, pointer) => {
    const refused = await put(schema, more).expect(422);
    expect((refused.body as Problem).errors).toContainEqual(expect.objectContaining({ pointer }));
    await dealer.api.get(at()).expect(404);
  });

  it('name the place and the types there are, once, where a type is mistyped', async () => {
    const refused = await put({ properties: { a: { type: 'strin' } } }).expect(422);
    expect(told(refused)).toEqual([
      '/schema/properties/a/type INVALID: must be one of string, number, integer, boolean, object, array, null, or a list of some of them',
    ]);
  });

  it('that are nested without end, or too large, are refused', async () => {
    const deep = (levels: number) => `{"schema":${'{"not":'.repeat(levels)}{}${'}'.repeat(levels)}}`;
    const raw = (body: string) =>
      dealer.api.call('put', at()).set('content-type', 'application/json').send(body);
    for (const levels of [40, 20_000]) expect((await raw(deep(levels))).status).toBe(422);
    await put({ description: 'я'.repeat(40_000) }).expect(422);
    await put({ $ref: '#' }).expect(422);
  });

  it('that would take for ever do not: a comparison that branches again and again is cut off', async () => {
    const branching = (leaf: object) => ({
      $defs: Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => {
          const next = index === 29 ? leaf : { $ref: `#/$defs/d${index + 1}` };
          return [
            `d${index}`,
            {
              anyOf: [{ properties: { a: next } }, { properties: { b: next } }, { properties: { c: next } }],
            },
          ];
        }),
      ),
      $ref: '#/$defs/d0',
    });
    await put(branching({ type: 'string' })).expect(201);
    // Nor do many of them keep another company waiting for all of them.
    const own = await topicOf(bank);
    const answered: string[] = [];
    const slow = () => put(branching({ type: 'number' })).then(() => answered.push('slow'));
    const quick = bank.api.put(at(undefined, own), { schema: OPEN }).expect(201);
    const many = Array.from({ length: MANY_SLOW }, slow);
    await Promise.all([...many, quick.then(() => answered.push('quick'))]);
    expect(answered.indexOf('quick')).toBeLessThan(MANY_SLOW);
    const refused = await put(branching({ type: 'number' }));
    expect([409, 422]).toContain(refused.status);
    await put(true, {}, '/other').expect(201);
  });

  it('do not let a hostile pattern hold up the others', async () => {
    await put({ pattern: '^(a+)+$' }).expect(201);
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const begun = performance.now();
      await send(`${'a'.repeat(30_000)}!`).expect(422);
      times.push(performance.now() - begun);
    }
    // The quickest: what else the machine does is not the pattern's doing.
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});
