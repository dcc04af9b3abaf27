import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './paths.mjs';
import { freePort } from './ports.mjs';
import { isClosing, startProcess, stopProcess, waitFor } from './process.mjs';

const APPS = ['auth', 'topics', 'messages', 'dispatcher', 'gateway'];
const WITH_TCP = new Set(['topics', 'messages', 'dispatcher', 'gateway']);
const BACKOFF_MS = { first: 200, most: 5000, reset: 10_000 };

/** Chooses ports for every replica of every app; they stay the same when an app is restarted. */
export async function planApps(replicas = {}) {
  const plan = [];
  for (const name of APPS) {
    for (let replica = 0; replica < (replicas[name] ?? 1); replica += 1) {
      const tcpPort = WITH_TCP.has(name) ? await freePort() : undefined;
      plan.push({ name, replica, httpPort: await freePort(), tcpPort });
    }
  }
  return plan;
}

/** The settings that all apps share: where everything is. */
export function sharedEnvironment({ plan, servers, secrets, publicUrl, dataDir }) {
  const tcp = (name) =>
    plan
      .filter((app) => app.name === name)
      .map(({ tcpPort }) => `127.0.0.1:${tcpPort}`)
      .join(',');
  const http = (name) => `http://127.0.0.1:${plan.find((app) => app.name === name).httpPort}`;
  return {
    PUBLIC_URL: publicUrl,
    GATEWAY_SECRET: secrets.gatewaySecret,
    INTERNAL_SECRET: secrets.internalSecret,
    MASTER_KEYS: secrets.masterKeys,
    AUTH_DATABASE_URL: servers.postgres.urls.auth,
    TOPICS_DATABASE_URL: servers.postgres.urls.topics,
    MONGO_URL: servers.mongo.url,
    REDIS_URL: servers.redis.url,
    TOPICS_TCP: tcp('topics'),
    MESSAGES_TCP: tcp('messages'),
    DISPATCHER_TCP: tcp('dispatcher'),
    GATEWAY_TCP: tcp('gateway'),
    AUTH_URL: http('auth'),
    TOPICS_URL: http('topics'),
    MESSAGES_URL: http('messages'),
    DISPATCHER_URL: http('dispatcher'),
    REGISTRATION: 'open',
    DEMO_FILE: join(dataDir, 'demo.json'),
    OPERATOR_EMAIL: secrets.operatorEmail,
    OPERATOR_PASSWORD: secrets.operatorPassword,
    WEBHOOK_ALLOWED_CIDRS: '127.0.0.0/8',
    WEBHOOK_ALLOW_HTTP: 'true',
  };
}

/** Only what an app reads: no app sees another one's database. */
const PRIVATE = {
  AUTH_DATABASE_URL: ['auth'],
  OPERATOR_EMAIL: ['auth'],
  OPERATOR_PASSWORD: ['auth'],
  SMTP_URL: ['auth'],
  TOPICS_DATABASE_URL: ['topics'],
  MONGO_URL: ['messages'],
  MASTER_KEYS: ['auth', 'topics', 'dispatcher'],
  GATEWAY_SECRET: ['auth', 'topics', 'messages', 'gateway'],
  DEMO_FILE: ['gateway'],
  REDIS_URL: ['topics', 'messages', 'dispatcher', 'gateway'],
};

/** One supervised replica: started, restarted when it dies, stopped. */
export class App {
  #stopping = false;
  #process;

  constructor({ name, replica, httpPort, tcpPort }, { dataDir, environment, replicaEnv, onChange }) {
    Object.assign(this, { name, replica, httpPort, tcpPort });
    this.label = replica === 0 ? name : `${name}-${replica}`;
    this.dataDir = dataDir;
    this.environment = environment;
    this.ownEnvironment = replicaEnv[this.label] ?? {};
    this.onChange = onChange;
  }

  get pid() {
    return this.#process?.pid;
  }

  async start() {
    this.#spawn();
    await waitFor(this.#process, () => this.isReady(), 60);
    void this.#supervise();
  }

  async stop() {
    this.#stopping = true;
    if (this.#process) await stopProcess(this.#process, { graceSeconds: 12 });
  }

  async isReady() {
    return (await fetch(`http://127.0.0.1:${this.httpPort}/health/ready`)).ok;
  }

  #spawn() {
    const own = Object.entries(this.environment).filter(
      ([name]) => PRIVATE[name]?.includes(this.name) ?? true,
    );
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      ...Object.fromEntries(own),
      HTTP_PORT: String(this.httpPort),
      ...(this.tcpPort && { TCP_PORT: String(this.tcpPort) }),
      ...this.ownEnvironment,
    };
    this.#process = startProcess({
      dataDir: this.dataDir,
      name: this.label,
      command: process.execPath,
      args: [join(root, 'dist', 'apps', this.name, 'main.js')],
      env,
      cwd: root,
    });
    this.onChange();
  }

  /** Starts the app again each time it ends, at once at first, more slowly when it ends again and again. */
  async #supervise() {
    let backoff = BACKOFF_MS.first;
    for (;;) {
      const since = performance.now();
      await this.#process.exit;
      if (this.#stopping) return;
      if (performance.now() - since > BACKOFF_MS.reset) backoff = BACKOFF_MS.first;
      await delay(backoff);
      backoff = Math.min(backoff * 2, BACKOFF_MS.most);
      if (this.#stopping || isClosing()) return;
      this.#spawn();
    }
  }
}
