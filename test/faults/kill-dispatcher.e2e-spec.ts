import { channel, eventually, kill, publish, Receiver, restarted } from '@anika/testing';

const MESSAGES = 500;
const IN_FLIGHT = 25;

/** kill -9 of the dispatcher while webhooks are on the wire: everything accepted is delivered all the same. */
describe('A dispatcher that is killed', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it(`loses none of ${MESSAGES} messages`, async () => {
    const { dealer, topic, subscription } = await channel(receiver);
    let onTheWire = 0;
    let mostOnTheWire = 0;
    receiver.answer(subscription.path, (_, response) => {
      onTheWire += 1;
      mostOnTheWire = Math.max(mostOnTheWire, onTheWire);
      setImmediate(() => {
        onTheWire -= 1;
        response.writeHead(204).end();
      });
    });

    const accepted: string[] = [];
    let atTheKill: { accepted: number; arrived: number; killed: number } | undefined;
    const publisher = async () => {
      while (accepted.length < MESSAGES) {
        accepted.push(await publish(dealer, topic, { seq: accepted.length }));
        if (atTheKill === undefined && accepted.length >= MESSAGES / 2) {
          atTheKill = {
            accepted: accepted.length,
            arrived: receiver.at(subscription.path).length,
            killed: kill('dispatcher'),
          };
        }
      }
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, publisher));
    await restarted('dispatcher', atTheKill!.killed);
    const delivered = () => new Set(receiver.at(subscription.path).map(({ messageId }) => messageId));
    await eventually(() => accepted.every((id) => delivered().has(id)), {
      seconds: 60,
      what: `${accepted.length} deliveries`,
    });

    const duplicates = receiver.at(subscription.path).length - delivered().size;
    process.stdout.write(
      `kill -9 dispatcher: ${atTheKill!.accepted} accepted and ${atTheKill!.arrived} arrived at the kill, ` +
        `${accepted.length} accepted in all, ${delivered().size} delivered, ${duplicates} of them again\n`,
    );
    expect(atTheKill!.accepted).toBeGreaterThan(atTheKill!.arrived);
    expect(delivered()).toEqual(new Set(accepted));
    expect(receiver.failures).toEqual([]);
  });
});
