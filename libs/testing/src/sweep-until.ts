import type { Sweep } from '@anika/contracts';
import { eventually } from './eventually';
import { operator } from './factories';

/**
 * Has lost work looked for, as an operator would, until something has become of it: one sweep leaves what is only seconds old to the next.
 *
 * @example await sweepUntil(() => receiver.at(path).length === 2, 'the retry');
 */
export async function sweepUntil(isDone: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const api = await operator();
  const isRunning = async () => ((await api.get('/ops/sweep').expect(200)).body as Sweep).state === 'running';
  await eventually(
    async () => {
      await api.post('/ops/sweep').expect(202);
      await eventually(async () => !(await isRunning()), { what: 'the end of the sweep' });
      return isDone();
    },
    { what },
  );
}
