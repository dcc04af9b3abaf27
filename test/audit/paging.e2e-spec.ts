import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '@anika/contracts';
import { channel, type Client, Receiver, topicOf } from '@anika/testing';
import { actionsOf, auditPage } from './audit-log';

const ROUNDS = 4;
const ACTIONS = ['api_key.create', 'topic.create', 'replay.start'];

describe('The pages of the audit log', () => {
  const receiver = Receiver.forSuite();
  let api: Client;
  let all: readonly AuditEntry[];

  /** Entries in all three services, in turn. */
  beforeAll(async () => {
    const { bank, subscription } = await channel(receiver);
    ({ api } = bank);
    for (let round = 0; round < ROUNDS; round += 1) {
      await api.post('/api-keys', { name: `k-${randomUUID()}`, scopes: ['topics:read'] }).expect(201);
      await topicOf(bank);
      await api.post(`/subscriptions/${subscription.id}/replay`, { only: 'failed' });
    }
    all = (await auditPage(api)).data;
  });

  const walk = async (query: string) => {
    const entries: AuditEntry[] = [];
    let cursor = '';
    let pages = 0;
    do {
      const { body } = await api.get(`/audit?${query}${cursor}`).expect(200);
      const page = body as { data: AuditEntry[]; nextCursor: string | null };
      entries.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
      pages += 1;
    } while (cursor !== '');
    return { entries, pages };
  };

  it('are complete and in order over the three stores', async () => {
    for (const action of ACTIONS)
      expect(actionsOf(all).filter((name) => name === action)).toHaveLength(ROUNDS);
    const ids = all.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    for (const limit of [1, 2, 5, all.length]) {
      const { entries, pages } = await walk(`limit=${limit}`);
      expect(entries).toEqual(all);
      expect(pages).toBe(Math.ceil(all.length / limit));
    }
  });

  it('hold what was asked for, from a time inclusive to a time exclusive', async () => {
    for (const action of ACTIONS)
      expect((await walk(`limit=3&action=${action}`)).entries).toEqual(
        all.filter((entry) => entry.action === action),
      );
    const [newest, oldest] = [all[2]!.at, all.at(-3)!.at];
    expect((await walk(`limit=4&from=${oldest}&to=${newest}`)).entries).toEqual(
      all.filter(({ at }) => at >= oldest && at < newest),
    );
    expect((await walk('limit=4&to=2020-01-01T00:00:00Z')).entries).toEqual([]);
  });
});
