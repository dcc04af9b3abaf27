import { kill, restarted } from '@anika/testing';
import { survives } from './survives';

/** kill -9 of an app with attempts, records and publishes in its hands. The others live on, and so does publishing where it can. */
describe('An app that is killed under load', () => {
  it.each([
    { app: 'dispatcher', answers: [] },
    { app: 'messages', answers: ['502'] },
    { app: 'topics', answers: [] },
  ] as const)('$app', async ({ app, answers }) => {
    await survives(`kill -9 ${app}`, { answers, restarts: [app] }, async () => {
      await restarted(app, kill(app));
    });
  });
});
