import { Gate } from './gate';

describe('Gate', () => {
  it('admits up to its capacity, then in turn', async () => {
    const gate = new Gate(1);
    expect(gate.take(0)).toBe(true);
    expect(gate.take(0)).toBe(false);
    const order: string[] = [];
    const first = Promise.resolve(gate.take(5000)).then((admitted) => order.push(`first ${admitted}`));
    const second = Promise.resolve(gate.take(5000)).then((admitted) => order.push(`second ${admitted}`));
    gate.giveBack();
    await first;
    gate.giveBack();
    await second;
    expect(order).toEqual(['first true', 'second true']);
    expect(gate.inUse).toBe(1);
  });

  it('nobody overtakes who waits', () => {
    const gate = new Gate(1);
    void gate.take(0);
    void gate.take(5000);
    gate.resize(2);
    expect(gate.inUse).toBe(2);
    expect(gate.take(0)).toBe(false);
    gate.giveBack();
    gate.giveBack();
  });

  it('whoever waited too long gets no place, and takes none', async () => {
    const gate = new Gate(1);
    void gate.take(0);
    await expect(gate.take(10)).resolves.toBe(false);
    gate.giveBack();
    expect(gate.inUse).toBe(0);
  });

  it('grown smaller, admits nobody until enough have left', () => {
    const gate = new Gate(3);
    for (let index = 0; index < 3; index += 1) gate.take(0);
    gate.resize(1);
    gate.giveBack();
    gate.giveBack();
    expect(gate.take(0)).toBe(false);
    gate.giveBack();
    expect(gate.take(0)).toBe(true);
  });
});
