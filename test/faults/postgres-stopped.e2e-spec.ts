import { anonymous, Client, startServer, stopServer } from '@anika/testing';
import { outage, publishingGoesOn, survives } from './survives';

const UNKNOWN_KEY = `anika_${'0'.repeat(43)}`;
const UNKNOWN_TOPIC = 'top_01m85b743ne07tevkg37z44tnn';

/** Publishing to known topics goes on from the caches; what cannot be answered without PostgreSQL is 503. */
describe('PostgreSQL away', () => {
  it('stopped, and started again after 10 s', async () => {
    await survives('PostgreSQL stopped', {}, async (ledger) => {
      const { dealer } = ledger;
      await stopServer('postgres');
      const away = outage({ short: 6, full: 10 });
      await dealer.api.post('/topics', { name: 'new', title: 'New' }).expect(503);
      await dealer.api.post(`/topics/${UNKNOWN_TOPIC}/messages`, { type: 't', data: 1 }).expect(503);
      await new Client(UNKNOWN_KEY).get('/topics').expect(503);
      await anonymous.post('/auth/token', credentials(dealer.email)).expect(503);
      await publishingGoesOn(ledger, away);
      await startServer('postgres');
      await dealer.api.get('/topics').expect(200);
    });
  });
});

function credentials(username: string) {
  return { grant_type: 'password', username, password: 'correct horse battery' };
}
