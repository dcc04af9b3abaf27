import { randomUUID } from 'node:crypto';
import { AnikaError, type CreateSubscription, type CreateTopic } from '@anika/contracts';
import { TopicsServices } from './topics-services';

const AT_ONCE = 30;

/** How often `work` succeeded when it was begun many times at the same moment; whatever else happened must be LIMIT_REACHED. */
async function successes(work: () => Promise<unknown>): Promise<number> {
  const results = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) {
    if (!(reason instanceof AnikaError) || reason.code !== 'LIMIT_REACHED') throw reason;
  }
  return results.length - failures.length;
}

describe('Limits, when many ask at the same moment', () => {
  let services: TopicsServices;
  beforeAll(async () => {
    services = await TopicsServices.start();
  });
  afterAll(() => services.stop());

  const newTopic = () =>
    ({
      name: `t-${randomUUID()}`,
      title: 'T',
      description: '',
      visibility: 'private',
    }) as CreateTopic;

  it('a partner has a thousand topics, never more', async () => {
    const owner = await services.partner();
    await services.source.query(
      `INSERT INTO topic (id, owner_id, kind, name, title, description, visibility, state, version)
       SELECT $1 || n, $1, 'regular', 'n' || n, 'T', '', 'private', 'active', 1 FROM generate_series(1, 990) n`,
      [owner.partnerId],
    );
    expect(await successes(() => services.topics.create(owner, newTopic()))).toBe(10);
    const other = await services.partner();
    expect(await successes(() => services.topics.create(other, newTopic()))).toBe(AT_ONCE);
  });

  it('a partner has a hundred subscriptions to a topic, never more', async () => {
    const owner = await services.partner();
    const reader = await services.partner();
    const { id: topicId } = await services.topics.create(owner, newTopic());
    await services.grants.put(owner, topicId, reader.partnerId, { fields: null, expiresAt: null });
    const subscribe = (identity: typeof owner) =>
      services.subscriptions.create(identity, {
        topicId,
        url: `http://127.0.0.1/${randomUUID()}`,
        signatureType: 'v1',
      } as CreateSubscription);
    for (let n = 0; n < 90; n += 1) await subscribe(reader);
    expect(await successes(() => subscribe(reader))).toBe(10);
    expect(await successes(() => subscribe(owner))).toBe(AT_ONCE);
  });

  it('and as many in all its topics as its limit says', async () => {
    const owner = await services.partner();
    const { id: first } = await services.topics.create(owner, newTopic());
    const { id: second } = await services.topics.create(owner, newTopic());
    await services.setLimits(owner, { subscriptions: 10 });
    let turn = 0;
    const subscribe = () => {
      turn += 1;
      return services.subscriptions.create(owner, {
        topicId: turn % 2 === 0 ? first : second,
        url: `http://127.0.0.1/${randomUUID()}`,
        signatureType: 'v1',
      } as CreateSubscription);
    };
    expect(await successes(subscribe)).toBe(10);
    await services.setLimits(owner, { subscriptions: 12 });
    expect(await successes(subscribe)).toBe(2);
  });
});
