import { lowestId, newIdAt } from '@anika/contracts';
import { company, eventually, grant, kill, mongoClient, restarted, signalApp, topicOf } from '@anika/testing';
import { auditPage, lastOf, withDatabase } from './audit-log';

const DAY_MS = 24 * 60 * 60_000;
const AUDIT_DAYS = 400;

describe('Nothing is done unlogged', () => {
  it('an entry is there before the change, and stays without outcome when the service is killed in between', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    await withDatabase('topics', async (database) => {
      await database.query('BEGIN');
      await database.query('SELECT FROM topic WHERE id = $1 FOR UPDATE', [topic.id]);
      const answer = dealer.api.patch(`/topics/${topic.id}`, { title: 'New' }).then(({ status }) => status);
      await eventually(() => lastOf(dealer.api, 'topic.update'));
      const killed = kill('topics');
      expect(await answer).toBe(502);
      await database.query('ROLLBACK');
      await restarted('topics', killed);
    });
    expect(await lastOf(dealer.api, 'topic.update')).toMatchObject({
      actor: { id: dealer.user.id },
      object: { type: 'topic', id: topic.id },
      outcome: { result: 'unknown' },
    });
  });

  it('nothing is changed while entries cannot be written', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    await withDatabase('topics', async (database) => {
      await database.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
      try {
        const refused = await dealer.api.patch(`/topics/${topic.id}`, { title: 'New' }).expect(503);
        expect(refused.body).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
        expect((await dealer.api.get(`/topics/${topic.id}`).expect(200)).body).toEqual(topic);
      } finally {
        await database.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
      }
    });
    await dealer.api.patch(`/topics/${topic.id}`, { title: 'New' }).expect(200);
  });

  it('no call gets by with a word that other routes have for looking only', async () => {
    const [dealer, bank] = [await company(), await company()];
    const topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
    const grants = `/topics/${topic.id}/grants/${bank.partner.id}`;
    for (const [path, action] of [
      [grants, 'grant.revoke'],
      [`/topics/${topic.id}`, 'topic.delete'],
    ] as const) {
      await dealer.api.delete(path).send({ dryRun: true }).expect(204);
      expect(await lastOf(dealer.api, action)).toMatchObject({ outcome: { result: 'done' } });
    }
  });

  it('is read as a whole or not at all', async () => {
    const { api } = await company();
    const pid = signalApp('messages', 'SIGSTOP');
    try {
      const { body } = await api.get('/audit').expect(503);
      expect(body).toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        detail: 'The service messages does not answer.',
      });
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await eventually(async () => (await api.get('/audit')).status === 200);
  });

  it('entries are kept as long as the setting says, in each service', async () => {
    const { api, partner } = await company();
    const aged = (days: number) => {
      const id = newIdAt('auditEntry', Date.now() - days * DAY_MS);
      const { id: _, at, ...entry } = { ...newest, id };
      return { id, entry };
    };
    const newest = await lastOf(api, 'partner.register');
    const [old, young] = [
      [1, 2, 3].map(() => aged(AUDIT_DAYS + 1)),
      [1, 2, 3].map(() => aged(AUDIT_DAYS - 1)),
    ];
    const put = async ([first, second, third]: typeof old) => {
      for (const [name, one] of [
        ['auth', first!],
        ['topics', second!],
      ] as const)
        await withDatabase(name, (database) =>
          database.query(
            `INSERT INTO audit_entry (id, partner_id, by_operator, action, object_ids, entry)
             VALUES ($1, $2, false, 'partner.register', '{}', $3)`,
            [one.id, partner.id, { id: one.id, ...one.entry }],
          ),
        );
      const client = mongoClient();
      await client
        .db()
        .collection<{ _id: string }>('audit')
        .insertOne({
          _id: third!.id,
          partnerId: partner.id,
          action: 'partner.register',
          record: third!.entry,
        } as {
          _id: string;
        });
      await client.close();
    };
    await put(old);
    await put(young);
    const left = await eventually(
      async () => {
        const counts = await Promise.all(
          (['auth', 'topics'] as const).map((name) =>
            withDatabase(name, async (database) => {
              const sql = 'SELECT FROM audit_entry WHERE id < $1';
              return (await database.query(sql, [lowestId('auditEntry', Date.now() - AUDIT_DAYS * DAY_MS)]))
                .rowCount;
            }),
          ),
        );
        const client = mongoClient();
        const count = await client
          .db()
          .collection<{ _id: string }>('audit')
          .countDocuments({ _id: { $in: old.map(({ id }) => id) } });
        await client.close();
        return counts.every((rows) => rows === 0) && count === 0 && (await auditPage(api)).data;
      },
      { what: 'the end of old entries' },
    );
    const ids = left.map(({ id }) => id);
    for (const { id } of young) expect(ids).toContain(id);
    for (const { id } of old) expect(ids).not.toContain(id);
  });
});
