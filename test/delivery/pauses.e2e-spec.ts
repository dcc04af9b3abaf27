import { newId } from '@anika/contracts';
import { commandConnection } from '@anika/platform';
import { eventually, stack } from '@anika/testing';
import { Redis } from 'ioredis';
import { endpointOf, Pauses } from '../../apps/dispatcher/src/admission/pauses';

const SECOND_MS = 1000;

describe('Pauses of endpoints', () => {
  const redis = new Redis(commandConnection(stack().servers.redis!.url!));
  beforeAll(() => eventually(() => redis.status === 'ready'));
  afterAll(() => redis.disconnect());

  const at = (seconds: number) => new Date(Date.now() + seconds * SECOND_MS);
  const make = () => {
    const subscription = { id: newId('subscription'), url: 'https://a.example' };
    const endpoint = endpointOf(newId('topic'), subscription);
    const seenBy = async (replica: Pauses, reason?: string) => {
      await eventually(
        async () => {
          await replica.refresh(endpoint.topicId);
          return replica.find(endpoint, Date.now())?.reason === reason;
        },
        { what: `the pause ${reason}` },
      );
      return replica.find(endpoint, Date.now());
    };
    return { subscription, endpoint, one: new Pauses(redis), other: new Pauses(redis), seenBy };
  };

  it('stand side by side: a circuit that opens, or closes, ends no Retry-After', async () => {
    const { endpoint, one, other, seenBy } = make();
    const until = at(3600);
    one.note(endpoint, { reason: 'retry_after', until });
    one.note(endpoint, { reason: 'circuit_open', until: at(5) });
    one.note(endpoint, { reason: 'retry_after', until: at(10) });
    const asked = { reason: 'retry_after', until };
    expect(one.find(endpoint, Date.now())).toEqual(asked);
    expect(await seenBy(other, 'retry_after')).toEqual(asked);
    other.note(endpoint, { reason: 'circuit_open', until: at(7200) });
    expect(await seenBy(one, 'circuit_open')).toBeDefined();
    other.closeCircuit(endpoint);
    expect(await seenBy(one, 'retry_after')).toEqual(asked);
  });

  it('of two replicas at the same moment the later one counts', async () => {
    const { endpoint, one, other, seenBy } = make();
    const until = at(3600);
    one.note(endpoint, { reason: 'retry_after', until });
    other.note(endpoint, { reason: 'retry_after', until: at(60) });
    expect(await seenBy(one, 'retry_after')).toMatchObject({ until });
    await eventually(async () => {
      await other.refresh(endpoint.topicId);
      return other.find(endpoint, Date.now())?.until.getTime() === until.getTime();
    });
  });

  it('end everywhere when one replica finds that the endpoint has recovered', async () => {
    const { endpoint, one, other, seenBy } = make();
    one.note(endpoint, { reason: 'circuit_open', until: at(300) });
    other.note(endpoint, { reason: 'circuit_open', until: at(300) });
    await seenBy(one, 'circuit_open');
    await seenBy(other, 'circuit_open');
    one.closeCircuit(endpoint);
    expect(await seenBy(other)).toBeUndefined();
  });

  it('are of an endpoint: another address of the subscription has none, and they are over at their time', () => {
    const { subscription, endpoint, one } = make();
    one.note(endpoint, { reason: 'retry_after', until: at(10) });
    const moved = endpointOf(endpoint.topicId, { ...subscription, url: 'https://b.example' });
    expect(one.find(moved, Date.now())).toBeUndefined();
    expect(one.find(endpoint, Date.now() + 11 * SECOND_MS)).toBeUndefined();
  });
});
