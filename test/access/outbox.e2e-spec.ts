import { company, eventually, kill, restarted, signalApp, topicOf } from '@anika/testing';
import { inTopics, told, toldAll } from './access';

describe('What is to be told', () => {
  it('waits while messages hangs, outlives a kill of topics, and is told once', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const topic = await topicOf(dealer);
    const grants = `/topics/${topic.id}/grants/${bank.partner.id}`;
    const waiting = async () =>
      (await inTopics('SELECT FROM outbox WHERE partner_id = $1', [bank.partner.id])).length;
    signalApp('messages', 'SIGSTOP');
    try {
      await dealer.api.put(grants, {}).expect(201);
      await dealer.api.put(grants, { fields: ['car'] }).expect(200);
      expect(await waiting()).toBe(2);
      // The relay holds its transaction open while messages has the call in hand.
      await eventually(
        async () =>
          (
            await inTopics(
              `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4125002 AND granted`,
              [],
            )
          ).length > 0,
        { what: 'a call of the relay' },
      );
      const killed = kill('topics');
      await restarted('topics', killed);
      await dealer.api.delete(grants).expect(204);
      expect(await waiting()).toBe(3);
    } finally {
      signalApp('messages', 'SIGCONT');
    }
    await told(bank, 'access.revoked');
    await eventually(async () => (await waiting()) === 0, { what: 'the empty outbox' });
    expect((await toldAll(bank)).map(({ type }) => type)).toEqual([
      'access.granted',
      'access.changed',
      'access.revoked',
    ]);
  });
});
