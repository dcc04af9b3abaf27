import { createServer } from 'node:net';
import { Client, DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { toAnikaError } from '../http/problem';
import { isPostgresAway } from './is-postgres-away';

/** A server that does this with each connection; answers what the driver makes of it. */
async function errorOf(
  behave: (close: () => void) => void,
  options: { connectionTimeoutMillis?: number } = {},
): Promise<unknown> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    behave(() => socket.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as { port: number };
  const client = new Client({ host: '127.0.0.1', port, ...options });
  client.on('error', () => undefined);
  const error = await client.connect().catch((thrown: unknown) => thrown);
  server.close();
  return error;
}

function failedQuery(code: string): QueryFailedError {
  const cause = new DatabaseError('refused', 1, 'error');
  cause.code = code;
  return new QueryFailedError('SELECT 1', [], cause);
}

describe('isPostgresAway', () => {
  it('knows a port that nobody listens on', async () => {
    const client = new Client({ host: '127.0.0.1', port: 1 });
    expect(isPostgresAway(await client.connect().catch((error: unknown) => error))).toBe(true);
  });

  it('knows a server that hangs up, and one that does not answer', async () => {
    expect(isPostgresAway(await errorOf((close) => close()))).toBe(true);
    expect(isPostgresAway(await errorOf(() => undefined, { connectionTimeoutMillis: 50 }))).toBe(true);
  });

  it.each(['57P01', '57P02', '57P03', '53300', '08006'])('knows SQLSTATE %s', (code) => {
    expect(isPostgresAway(failedQuery(code))).toBe(true);
    expect(toAnikaError(failedQuery(code)).code).toBe('SERVICE_UNAVAILABLE');
  });

  it.each(['23505', '42601', '22021'])('leaves SQLSTATE %s an error of ours', (code) => {
    expect(isPostgresAway(failedQuery(code))).toBe(false);
    expect(toAnikaError(failedQuery(code)).code).toBe('INTERNAL');
  });
});
