import { channel, eventually, kill, publish, Receiver, restarted } from '@anika/testing';

const MESSAGES = 500;
const IN_FLIGHT = 25;

/** kill -9 of the dispatcher between the endpoint's taking of a webhook and its answer: everything accepted is delivered. */
describe('A dispatcher that is killed', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it(`loses none of ${MESSAGES} messages`, async () => {
    const { dealer, topic, subscription } = await channel(receiver);
    const accepted: string[] = [];
    let atTheKill: { accepted: number; arrived: number; unanswered: string; pid: number } | undefined;
    receiver.answer(subscription.path, ({ messageId }, response) => {
      const arrived = receiver.at(subscription.path).length;
      if (arrived === MESSAGES / 2) {
        atTheKill = { accepted: accepted.length, arrived, unanswered: messageId, pid: kill('dispatcher') };
      } else {
        response.writeHead(204).end();
      }
    });
    const publisher = async () => {
      while (accepted.length < MESSAGES)
        accepted.push(await publish(dealer, topic, { seq: accepted.length }));
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, publisher));
    await eventually(() => atTheKill, { what: `${MESSAGES / 2} webhooks` });
    await restarted('dispatcher', atTheKill!.pid);
    const delivered = () => new Set(receiver.at(subscription.path).map(({ messageId }) => messageId));
    const again = () =>
      receiver.at(subscription.path).filter(({ messageId }) => messageId === atTheKill!.unanswered).length;
    await eventually(() => accepted.every((id) => delivered().has(id)) && again() > 1, {
      what: `${accepted.length} deliveries`,
    });

    const { length: arrivals } = receiver.at(subscription.path);
    process.stdout.write(
      `kill -9 dispatcher: ${atTheKill!.accepted} accepted and ${atTheKill!.arrived} arrived at the kill, ` +
        `${accepted.length} accepted in all, ${delivered().size} delivered, ${arrivals - delivered().size} of them again\n`,
    );
    expect(delivered()).toEqual(new Set(accepted));
    expect(receiver.failures).toEqual([]);
  });
});
