import { randomInt, randomUUID } from 'node:crypto';
import { AnikaError, type CreateSubscription, type CreateTopic, type Identity } from '@anika/contracts';
import { TopicsServices } from './topics-services';

const PARTNERS = 5;
const TOPICS_EACH = 2;
const AT_ONCE = 16;
const STEPS = 40;
/** What may be answered when others change the same: it was there already, or not any more. */
const EXPECTED = new Set([
  'CONFLICT',
  'NOT_FOUND',
  'FORBIDDEN',
  'ACCESS_GRANTED',
  'ACCESS_REQUESTED',
  'ACCESS_REQUEST_DECIDED',
  'LIMIT_REACHED',
  'RATE_LIMITED',
]);

interface Owned {
  readonly owner: Identity;
  readonly id: string;
}
const one = <T>(list: readonly T[]): T => list[randomInt(list.length)]!;

describe('Changes of partners, grants, subscriptions and topics at the same moment', () => {
  let services: TopicsServices;
  let partners: Identity[];
  let topics: Owned[];
  beforeAll(async () => {
    services = await TopicsServices.start();
    partners = await Promise.all(Array.from({ length: PARTNERS }, () => services.partner()));
    const owners = partners.flatMap((owner) => Array<Identity>(TOPICS_EACH).fill(owner));
    topics = await Promise.all(owners.map((owner) => open(owner)));
  });
  afterAll(() => services.stop());

  async function open(owner: Identity): Promise<Owned> {
    const topic = { name: `t-${randomUUID()}`, title: 'T', description: '', visibility: 'catalog' };
    return { owner, id: (await services.topics.create(owner, topic as CreateTopic)).id };
  }
  const subscribe = (partner: Identity, topicId: string) =>
    services.subscriptions.create(partner, {
      topicId,
      url: `http://127.0.0.1/${randomUUID()}`,
      signatureType: 'v1',
    } as CreateSubscription);

  /** The owner's answer to the newest request for the topic. */
  async function decide(owner: Identity, topicId: string): Promise<unknown> {
    const { data } = await services.requests.listOf(owner, topicId, { state: 'pending', limit: 1 });
    const approve = () => services.decisions.approve(owner, data[0]?.id ?? '', {});
    return one([approve, () => services.decisions.reject(owner, data[0]?.id ?? '', {})])();
  }

  /** One random change; every partner owns topics and reads those of others, so each meets each. */
  function change(): Promise<unknown> {
    const { owner, id } = one(topics);
    const partner = one(partners.filter((other) => other !== owner));
    const changes: (() => Promise<unknown>)[] = [
      () => services.grants.put(owner, id, partner.partnerId, { fields: null, expiresAt: null }),
      () => services.grants.revoke(owner, id, partner.partnerId),
      () => services.requests.ask(partner, id, { reason: 'R', fields: null, expiresAt: null }),
      () => decide(owner, id),
      () => subscribe(partner, id),
      () => subscribe(owner, id),
      () => services.topics.update(owner, id, { title: randomUUID() }, undefined),
      () => services.setStatus(partner, one(['active', 'suspended'])),
      () => services.setStatus(owner, one(['active', 'suspended'])),
      () => open(owner),
      async () => services.topics.delete(owner, (await open(owner)).id),
    ];
    return one(changes)();
  }

  /** Makes changes one after the other; answers how many were made, and errors that nobody should see. */
  async function worker(): Promise<{ readonly made: number; readonly errors: readonly unknown[] }> {
    let made = 0;
    const errors: unknown[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      await change().then(
        () => (made += 1),
        (error: unknown) => {
          if (!(error instanceof AnikaError) || !EXPECTED.has(error.code)) errors.push(error);
        },
      );
    }
    return { made, errors };
  }

  it('wait for each other, never in a circle; each raises the version by one, and the last one is told', async () => {
    const done = await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(done.flatMap(({ errors }) => errors)).toEqual([]);
    expect(done.reduce((sum, { made }) => sum + made, 0)).toBeGreaterThan((AT_ONCE * STEPS) / 2);

    const rows = (await services.source.query('SELECT id, version FROM topic')) as {
      id: string;
      version: number;
    }[];
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    for (const { id } of topics) {
      const version = versions.get(id)!;
      const told = services.publisher.told.get(id)!.toSorted((a, b) => a - b);
      expect(told).toEqual(Array.from({ length: version }, (_, n) => n + 1));
      expect(await services.toldVersion(id)).toBe(version);
    }
    const begun = (await services.source.query(
      `SELECT topic_id, since_version FROM topic_grant UNION ALL SELECT topic_id, since_version FROM subscription`,
    )) as { topic_id: string; since_version: number }[];
    expect(begun.length).toBeGreaterThan(0);
    expect(new Set(begun.map((row) => `${row.topic_id} ${row.since_version}`)).size).toBe(begun.length);
    for (const row of begun) expect(row.since_version).toBeLessThanOrEqual(versions.get(row.topic_id)!);
  });
});
