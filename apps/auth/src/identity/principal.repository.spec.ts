import { DataSource } from 'typeorm';
import { LastUse } from './last-use';
import { PrincipalRepository } from './principal.repository';

const ROW = { id: 'usr_1', partner_id: 'prt_1', role: 'owner' };

/** Only the passing of time is tried here; test/auth asks the real PostgreSQL. */
describe('What PostgreSQL confirmed', () => {
  const source = new DataSource({ type: 'postgres' });
  const query = jest.spyOn(source, 'query');
  let principals: PrincipalRepository;
  const silence = () => query.mockReturnValue(new Promise(() => undefined));

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    principals = new PrincipalRepository(source, new LastUse(source));
    query.mockResolvedValue([ROW]);
    await principals.ofUser('usr_1');
  });
  afterEach(() => jest.useRealTimers());

  it('is answered again after a second of silence', async () => {
    silence();
    const asked = principals.ofUser('usr_1');
    await jest.advanceTimersByTimeAsync(1000);
    expect(await asked).toMatchObject({ userId: 'usr_1', partnerId: 'prt_1' });
  });

  it('is forgotten after 60 seconds', async () => {
    query.mockRejectedValue(new Error('away'));
    const start = performance.now();
    const clock = jest.spyOn(performance, 'now').mockReturnValue(start + 59_000);
    expect(await principals.ofUser('usr_1')).toBeDefined();
    clock.mockReturnValue(start + 61_000);
    await jest.advanceTimersByTimeAsync(2);
    await expect(principals.ofUser('usr_1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    clock.mockRestore();
  });

  it('ends with an answer that comes too late to be waited for', async () => {
    let answer: (rows: unknown[]) => void = () => undefined;
    query.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const asked = principals.ofUser('usr_1');
    await jest.advanceTimersByTimeAsync(1000);
    expect(await asked).toBeDefined();
    answer([]);
    await jest.advanceTimersByTimeAsync(0);
    query.mockRejectedValue(new Error('away'));
    await expect(principals.ofUser('usr_1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });
});
