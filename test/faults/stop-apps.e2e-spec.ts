import { restarted, signalApp } from '@anika/testing';
import { survives } from './survives';

const APPS = ['gateway', 'auth', 'topics', 'messages', 'dispatcher'] as const;

/** SIGTERM, as a deployment sends it. There is one replica of each, so that publishes meet a gap, but lose nothing in it. */
describe('Apps that are stopped under load', () => {
  it('each in turn', async () => {
    await survives('SIGTERM of each app', { answers: ['502', '503'], restarts: APPS }, async () => {
      for (const app of APPS) await restarted(app, signalApp(app, 'SIGTERM'));
    });
  });
});
