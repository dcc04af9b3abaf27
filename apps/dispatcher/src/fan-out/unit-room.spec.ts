import { UnitRoom } from './unit-room';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('UnitRoom', () => {
  it('begins the next message when fewer units than the limit are in flight', async () => {
    const room = new UnitRoom(2);
    const ends: (() => void)[] = [];
    const unit = () => room.hold(() => new Promise<void>((end) => ends.push(end)));
    const begun: string[] = [];
    const message = (name: string, units: number) =>
      room.begin(async () => {
        begun.push(name);
        await Promise.all(Array.from({ length: units }, unit));
      });
    const all = [message('three', 3), message('none', 0), message('one', 1), message('last', 1)];
    await tick();
    expect(begun).toEqual(['three']);
    ends[0]!();
    await tick();
    expect(begun).toEqual(['three']);
    ends[1]!();
    await tick();
    expect(begun).toEqual(['three', 'none', 'one']);
    ends[2]!();
    await tick();
    expect(begun).toEqual(['three', 'none', 'one', 'last']);
    for (const end of ends) end();
    await Promise.all(all);
  });

  it('gives the place of failed work back', async () => {
    const room = new UnitRoom(1);
    await expect(room.hold(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(room.begin(() => Promise.reject(new Error('not')))).rejects.toThrow('not');
    await expect(room.begin(() => Promise.resolve('yes'))).resolves.toBe('yes');
  });
});
