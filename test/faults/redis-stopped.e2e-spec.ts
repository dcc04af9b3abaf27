import { signalServer, startServer, stopServer } from '@anika/testing';
import { outage, publishingGoesOn, survives } from './survives';

const LENGTHS = [
  { short: 2, full: 3 },
  { short: 4, full: 30 },
];

/** Redis is disposable: publishing does not wait for it, and what it missed is queued again. */
describe('Redis away', () => {
  it.each(LENGTHS)('frozen, then thawed: $full s', async (length) => {
    await survives('Redis frozen', {}, async (ledger) => {
      signalServer('redis', 'SIGSTOP');
      await publishingGoesOn(ledger, outage(length));
      signalServer('redis', 'SIGCONT');
    });
  });

  it.each(LENGTHS)('stopped, then started again: $full s', async (length) => {
    await survives('Redis stopped', {}, async (ledger) => {
      await stopServer('redis');
      await publishingGoesOn(ledger, outage(length));
      await startServer('redis');
    });
  });

  it('killed with its append-only file on, and started again', async () => {
    await survives('Redis killed', {}, async () => {
      await stopServer('redis', 'SIGKILL');
      await startServer('redis');
    });
  });
});
