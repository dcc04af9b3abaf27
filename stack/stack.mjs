import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, planApps, sharedEnvironment } from './apps.mjs';
import { buildAll } from './build-apps.mjs';
import { startControl } from './control.mjs';
import { assertNode, installPackages } from './install.mjs';
import { takeLock } from './lock.mjs';
import { startMongo } from './mongo.mjs';
import { startNginx } from './nginx.mjs';
import { freePort, isFree } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { stopOrphans } from './process.mjs';
import { PythonEnvironment } from './python.mjs';
import { startRedis } from './redis.mjs';
import { Report, UserError } from './report.mjs';
import { loadSecrets } from './secrets.mjs';

/**
 * Starts everything: database servers, the five apps under supervision, nginx; writes `<dataDir>/stack.json`, kept current.
 *
 * @param {object} options
 * @param {string} options.dataDir where data, logs and secrets live
 * @param {number} [options.port] of the gateway; 0 takes a free one
 * @param {Record<string, string>} [options.env] settings of the apps that differ from the defaults
 * @param {Record<string, number>} [options.replicas] processes of an app, 1 unless said
 * @param {Record<string, Record<string, string>>} [options.replicaEnv] environment of single replicas, such as `messages-1`
 * @param {boolean} [options.control] whether servers that a suite has stopped can be started again
 */
export async function startStack({
  dataDir: folder,
  port = 0,
  env = {},
  replicas,
  replicaEnv = {},
  control = false,
  report = new Report({ quiet: true }),
}) {
  const dataDir = resolve(folder);
  assertNode();
  for (const part of ['', 'logs', 'run']) mkdirSync(join(dataDir, part), { recursive: true });
  const stopping = [];
  const stopAll = async () => {
    while (stopping.length > 0) await stopping.pop()();
  };
  let stopped;
  const stop = () => (stopped ??= stopAll());
  stopping.push(takeLock(dataDir));
  try {
    const orphans = await stopOrphans(dataDir);
    if (orphans.length > 0) report.line(`Stopped what an earlier start left running: ${orphans.join(', ')}`);
    if (port !== 0 && !(await isFree(port))) {
      throw new UserError(
        `Port ${port} is taken. Stop what uses it, or choose another one: npm start -- --port ${port + 1}`,
      );
    }
    await installPackages(report);
    await buildAll(report);
    return await startAll({
      dataDir,
      port: port || (await freePort()),
      env,
      replicas,
      replicaEnv,
      control,
      report,
      stopping,
      stop,
    });
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll({ dataDir, port, env, replicas, replicaEnv, control, report, stopping, stop }) {
  const secrets = loadSecrets(dataDir);
  const python = new PythonEnvironment(report);
  const context = { dataDir, secrets, python, report };
  const servers = {};
  const starters = { postgres: startPostgres, mongo: startMongo, redis: startRedis };
  const names = { postgres: 'PostgreSQL', mongo: 'MongoDB', redis: 'Redis' };
  const started = await Promise.allSettled(
    Object.entries(starters).map(([name, start]) =>
      report.step(`${names[name]} started`, async () => {
        servers[name] = await start(context);
        stopping.push(servers[name].stop);
      }),
    ),
  );
  throwFirst(started);

  const publicUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${port}`;
  const plan = await planApps(replicas);
  const environment = { ...sharedEnvironment({ plan, servers, secrets, publicUrl, dataDir }), ...env };
  let controlUrl;
  const write = () => writeState({ dataDir, url: publicUrl, controlUrl, apps, servers, secrets });
  const apps = plan.map(
    (entry) => new App(entry, { dataDir, environment, replicaEnv, onChange: () => write() }),
  );
  stopping.push(async () => {
    await Promise.all(apps.map((app) => app.stop()));
  });
  throwFirst(
    await Promise.allSettled(apps.map((app) => report.step(`${app.label} started`, () => app.start()))),
  );

  await report.step(`nginx started on ${publicUrl}`, async () => {
    servers.nginx = await startNginx({ ...context, port, publicUrl, apps, env });
    stopping.push(servers.nginx.stop);
  });
  if (control) {
    const { url, stop: stopControl } = await startControl({
      servers,
      secret: secrets.internalSecret,
      onStart: write,
    });
    controlUrl = url;
    stopping.push(stopControl);
  }
  write();
  stopping.push(async () => rmSync(join(dataDir, 'stack.json'), { force: true }));
  return { url: publicUrl, dataDir, stateFile: join(dataDir, 'stack.json'), secrets, apps, servers, stop };
}

function throwFirst(results) {
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

/** What suites and tools need to know of the running stack; it has secrets in it. */
function writeState({ dataDir, url, controlUrl, apps, servers, secrets }) {
  const state = {
    url,
    controlUrl,
    apps: apps.map(({ name, replica, pid, httpPort, tcpPort }) => ({
      name,
      replica,
      pid,
      httpPort,
      tcpPort,
    })),
    servers: Object.fromEntries(
      Object.entries(servers).map(([name, { kind, pid, port, url: address, urls }]) => [
        name,
        { kind, pid, port, url: address, urls },
      ]),
    ),
    secrets: { gateway: secrets.gatewaySecret, internal: secrets.internalSecret },
    operator: { email: secrets.operatorEmail, password: secrets.operatorPassword },
  };
  // Renamed into place: a reader never sees half of it.
  const file = join(dataDir, 'stack.json');
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
