import { randomUUID } from 'node:crypto';
import { AnikaError, type CreateTopic, type Identity } from '@anika/contracts';
import { GrantExpiry } from '../../apps/topics/src/grants/grant-expiry';
import { TopicsServices } from '../topics/topics-services';

const ROUNDS = 10;
const ALL = { fields: null, expiresAt: null };

/** What each came to: `done`, or the code of the error. */
async function outcomes(work: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(work);
  return settled.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    if (result.reason instanceof AnikaError) return result.reason.code;
    throw result.reason;
  });
}

describe('Access, when several act at the same moment', () => {
  let services: TopicsServices;
  let owner: Identity;
  let reader: Identity;
  beforeAll(async () => {
    services = await TopicsServices.start();
    [owner, reader] = [await services.partner(), await services.partner()];
  });
  afterAll(() => services.stop());

  const offer = async () => {
    const topic = { name: `t-${randomUUID()}`, title: 'T', description: '', visibility: 'catalog' };
    return (await services.topics.create(owner, topic as CreateTopic)).id;
  };
  const ask = (topicId: string, partner = reader) =>
    services.requests.ask(partner, topicId, { reason: 'Loans', ...ALL });
  const eventsOf = async (topicId: string) =>
    (
      (await services.source.query(`SELECT type FROM outbox WHERE data->>'topicId' = $1 ORDER BY id`, [
        topicId,
      ])) as { type: string }[]
    ).map(({ type }) => type);

  it('a request is decided once: of approving, rejecting and withdrawing one wins', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const topicId = await offer();
      const { id } = await ask(topicId);
      const done = await outcomes([
        services.decisions.approve(owner, id, {}),
        services.decisions.reject(owner, id, {}),
        services.decisions.approve(owner, id, { fields: ['car'] }),
        services.decisions.withdraw(reader, id),
      ]);
      expect(done.toSorted()).toEqual([...Array<string>(3).fill('ACCESS_REQUEST_DECIDED'), 'done']);
      const { state } = await services.requests.get(reader, id);
      const grants = await services.grants.list(owner, topicId, { limit: 10 });
      expect(grants.data).toHaveLength(state === 'approved' ? 1 : 0);
      const last = { approved: ['access.approved'], rejected: ['access.rejected'], withdrawn: [] };
      expect(await eventsOf(topicId)).toEqual(['access.requested', ...last[state as keyof typeof last]]);
    }
  });

  it('a partner asks once, and never for what is being given to it', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const topicId = await offer();
      const [given, ...asked] = await outcomes([
        services.grants.put(owner, topicId, reader.partnerId, ALL),
        ...Array.from({ length: 5 }, () => ask(topicId)),
      ]);
      expect(given).toBe('done');
      expect(asked.filter((outcome) => outcome === 'done').length).toBeLessThanOrEqual(1);
      const { data } = await services.requests.listOf(owner, topicId, { limit: 10 });
      expect(data.map(({ state }) => state)).toEqual(asked.includes('done') ? ['approved'] : []);
    }
  });

  it('has as many requests waiting as its limit says, and asks for one topic ten times a day', async () => {
    const eager = await services.partner();
    const topics = await Promise.all(Array.from({ length: 25 }, offer));
    const done = await outcomes(topics.map((topicId) => ask(topicId, eager)));
    expect(done.filter((outcome) => outcome === 'done')).toHaveLength(20);
    expect(done.filter((outcome) => outcome === 'LIMIT_REACHED')).toHaveLength(5);
    const topicId = await offer();
    for (let turn = 0; turn < 10; turn += 1) {
      const { id } = await ask(topicId);
      await services.decisions.withdraw(reader, id);
    }
    await expect(ask(topicId)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('two replicas tell of the end of a grant once', async () => {
    const held = { releaseOf: () => undefined } as never;
    const replicas = [new GrantExpiry(services.source, held), new GrantExpiry(services.source, held)];
    const tellAll = () => Promise.all(replicas.flatMap((one) => [one.tell(), one.tell(), one.tell()]));
    const topicId = await offer();
    await services.grants.put(owner, topicId, reader.partnerId, {
      fields: null,
      expiresAt: '2100-01-01T00:00:00Z',
    });
    const ends = ['6 days', '20 hours', '-1 second'];
    for (const end of ends) {
      await services.source.query(
        'UPDATE topic_grant SET expires_at = now() + $2::interval WHERE topic_id = $1',
        [topicId, end],
      );
      await tellAll();
    }
    const both = (type: string) => [type, type];
    expect(await eventsOf(topicId)).toEqual([
      'access.granted',
      ...both('access.expiring'),
      ...both('access.expiring'),
      ...both('access.expired'),
    ]);
  });
});
