import type { Erasure, ErasureCount } from '@anika/contracts';
import {
  channel,
  company,
  deliveryIn,
  eventually,
  publish,
  Receiver,
  signalApp,
  stack,
  topicOf,
} from '@anika/testing';

const MESSAGES = 8;

describe('Erasure with two replicas of each app', () => {
  const receiver = Receiver.forSuite();
  const dispatchers = stack()
    .apps.filter(({ name }) => name === 'dispatcher')
    .map(({ replica }) => replica);
  const signalAll = (signal: NodeJS.Signals) =>
    dispatchers.forEach((replica) => signalApp('dispatcher', signal, replica));

  afterAll(() => signalAll('SIGCONT'));

  it('reaches what the other one has in memory, whoever has the slow clock: nothing of it is sent', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const before = await publish(dealer, topic);
    await deliveryIn(bank, before, 'delivered');
    // Nobody sends now. The replica that committed a message would answer for it from memory for five seconds.
    signalAll('SIGSTOP');
    const ids = await Promise.all(
      Array.from({ length: MESSAGES }, () => publish(dealer, topic, { client: 'Иван' })),
    );
    const answer = await dealer.api
      .post(`/topics/${topic.id}/erasures`, { filter: { 'data.client': 'Иван' } })
      .expect(202);
    const receipt = await eventually(async () => {
      const { body } = await dealer.api.get(`/erasures/${(answer.body as Erasure).id}`).expect(200);
      return (body as Erasure).state === 'done' && (body as Erasure);
    });
    expect(receipt).toMatchObject({ count: MESSAGES, done: MESSAGES });
    signalAll('SIGCONT');
    const after = await publish(dealer, topic);
    await deliveryIn(bank, after, 'delivered');
    await eventually(async () => {
      const answers = await Promise.all(ids.map((id) => bank.api.get(`/messages/${id}/deliveries`)));
      return answers.every(({ body }) => JSON.stringify(body).includes('"code":"erased"'));
    });
    expect(receiver.at(subscription.path).map(({ messageId }) => messageId)).toEqual([before, after]);
  });

  it('finds at once what was accepted by the clock of the other one, whichever is asked', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    await Promise.all(Array.from({ length: MESSAGES }, () => publish(dealer, topic)));
    // Each replica is asked some of the times.
    const answers = await Promise.all(
      Array.from({ length: MESSAGES }, () =>
        dealer.api
          .post(`/topics/${topic.id}/erasures`, { filter: { type: 'car.chosen' }, dryRun: true })
          .expect(200),
      ),
    );
    expect(new Set(answers.map(({ body }) => (body as ErasureCount).count))).toEqual(new Set([MESSAGES]));
  });
});
