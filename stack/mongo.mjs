import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startProcess, waitFor } from './process.mjs';
import { UserError } from './report.mjs';
import { Server } from './server.mjs';

const DATABASE = 'anika';

/** MongoDB: MONGO_URL; `mongod` or `secantusd-rs` on the PATH; otherwise SecantusDB from PyPI. */
export async function startMongo({ dataDir, python }) {
  if (process.env.MONGO_URL) {
    await ping(process.env.MONGO_URL).catch((error) => {
      throw new UserError(`MONGO_URL: MongoDB does not take the connection: ${error.message}`);
    });
    return { kind: 'MONGO_URL', url: process.env.MONGO_URL, stop: async () => undefined };
  }
  const { kind, command } = await findServer(python);
  const storage = join(dataDir, kind === 'mongod' ? 'mongod' : 'secantus');
  mkdirSync(storage, { recursive: true });
  const port = await freePort();
  const args = kind === 'mongod' ? mongodArgs(port, storage) : secantusArgs(port, storage);
  const url = `mongodb://127.0.0.1:${port}/${DATABASE}?directConnection=true`;
  const launch = async () => {
    const server = startProcess({ dataDir, name: 'mongo', command, args });
    if (kind === 'mongod') await waitFor(server, () => initiateReplicaSet(url), 30);
    await waitFor(server, () => ping(url), 30);
    return server;
  };
  return Server.started({ kind, port, url, launch, graceSeconds: 8 });
}

async function findServer(python) {
  for (const kind of ['mongod', 'secantusd-rs']) {
    const command = onPath(kind);
    if (command) return { kind, command };
  }
  return { kind: 'secantusd-py', command: await python.program('secantusd-py') };
}

const mongodArgs = (port, storage) => [
  ...['--dbpath', storage, '--port', String(port), '--bind_ip', '127.0.0.1'],
  ...['--replSet', 'anika', '--wiredTigerCacheSizeGB', '1'],
];

/** --sync-on-commit: what was acknowledged survives kill -9 and loss of power. */
const secantusArgs = (port, storage) => [
  ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', storage],
  ...['--cache-size', '1G', '--log-level', 'WARNING', '--sync-on-commit'],
];

async function withClient(url, work) {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: 3000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function ping(url) {
  await withClient(url, (client) => client.db(DATABASE).command({ ping: 1 }));
  return true;
}

async function initiateReplicaSet(url) {
  return withClient(url, async (client) => {
    const admin = client.db('admin');
    await admin.command({ replSetInitiate: {} }).catch((error) => {
      if (error.codeName !== 'AlreadyInitialized') throw error;
    });
    return (await admin.command({ hello: 1 })).isWritablePrimary;
  });
}
