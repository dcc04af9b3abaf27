import {
  type Company,
  company,
  eventsTopicOf,
  eventually,
  kill,
  restarted,
  signalApp,
  stack,
  topicOf,
} from '@anika/testing';
import { Client } from 'pg';
import { inTopics, told, toldAll } from './access';

/** Events for the company that are not told yet. */
async function waitingFor({ partner }: Company): Promise<number> {
  return (await inTopics('SELECT FROM outbox WHERE partner_id = $1', [partner.id])).length;
}

/** While messages has a call in hand, the relay's transaction is open and its lock is held. */
async function isCalling(): Promise<boolean> {
  const sql = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4125002 AND granted`;
  return (await inTopics(sql, [])).length > 0;
}

/** Events of one company, of which a batch holds a third. */
const MANY = 150;

describe('What is to be told', () => {
  it('waits while messages is away or hangs, outlives a kill of topics, and is told once', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const topic = await topicOf(dealer);
    const grants = `/topics/${topic.id}/grants/${bank.partner.id}`;
    const messages = kill('messages');
    await dealer.api.put(grants, {}).expect(201);
    await dealer.api.put(grants, { fields: ['car'] }).expect(200);
    expect(await waitingFor(bank)).toBe(2);
    await restarted('messages', messages);
    await told(bank, 'access.changed');

    signalApp('messages', 'SIGSTOP');
    try {
      await dealer.api.delete(grants).expect(204);
      await eventually(isCalling, { what: 'a call of the relay' });
      await restarted('topics', kill('topics'));
      expect(await waitingFor(bank)).toBe(1);
    } finally {
      signalApp('messages', 'SIGCONT');
    }
    await eventually(async () => (await waitingFor(bank)) === 0, { what: 'the empty outbox' });
    expect((await toldAll(bank)).map(({ type }) => type)).toEqual([
      'access.granted',
      'access.changed',
      'access.revoked',
    ]);
  });

  it('keeps its order for a company, although the older of two has to stand back', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const topic = await topicOf(dealer);
    const grants = `/topics/${topic.id}/grants/${bank.partner.id}`;
    // Meanwhile no replica relays.
    const database = new Client({ connectionString: stack().servers['postgres']!.urls!.topics });
    await database.connect();
    await database.query('SELECT pg_advisory_lock(4125002)');
    await dealer.api.put(grants, {}).expect(201);
    // As if messages could not take it.
    await database.query(`UPDATE outbox SET due_at = now() + interval '4 seconds' WHERE partner_id = $1`, [
      bank.partner.id,
    ]);
    await dealer.api.delete(grants).expect(204);
    await database.end();
    await told(bank, 'access.granted');
    await told(bank, 'access.revoked');
    expect((await toldAll(bank)).map(({ type }) => type)).toEqual(['access.granted', 'access.revoked']);
  });

  it('does not wait behind the many of another company', async () => {
    const [busy, bank] = await Promise.all([company('Busy'), company('Bank')]);
    // Whoever has an event has a topic for it; these events come by another way.
    await Promise.all([eventsTopicOf(busy), eventsTopicOf(bank)]);
    await inTopics(
      `INSERT INTO outbox (partner_id, type, data)
       SELECT partner_id, 'access.granted', json_build_object('n', n)
       FROM (SELECT $1 AS partner_id, generate_series(1, $3::int) AS n UNION ALL SELECT $2, $3 + 1) AS events ORDER BY n`,
      [busy.partner.id, bank.partner.id, MANY],
    );
    await told(busy, 'access.granted', MANY);
    await told(bank, 'access.granted');
    const [many, [one]] = await Promise.all([toldAll(busy), toldAll(bank)]);
    expect(many.map(({ data }) => data['n'])).toEqual(Array.from({ length: MANY }, (_, n) => n + 1));
    expect(many.filter(({ id }) => id < one!.id).length).toBeLessThan(MANY / 3);
  });
});
