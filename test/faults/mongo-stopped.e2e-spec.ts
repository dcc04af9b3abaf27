import { startServer, stopServer } from '@anika/testing';
import { outage, survives } from './survives';

/** Without MongoDB nothing can be accepted: publishes are refused with 503, and what was accepted before is on its disk. */
describe('MongoDB away', () => {
  it('killed, and started again after 10 s', async () => {
    await survives('MongoDB killed', { answers: ['503'] }, async () => {
      await stopServer('mongo', 'SIGKILL');
      await outage({ short: 3, full: 10 });
      await startServer('mongo');
    });
  });
});
