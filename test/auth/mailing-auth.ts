import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { IDENTITY_HEADERS, ROLE_SCOPES } from '@anika/contracts';
import { type Company, eventually, stack } from '@anika/testing';
import request, { type Test } from 'supertest';

const ROOT = join(__dirname, '../..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Another replica of auth, on the stack's database, that has a mail server. */
export class MailingAuth {
  /** What it wrote, to be searched for secrets. */
  output = '';
  private process: ChildProcess | undefined;
  private port = 0;

  constructor(private readonly smtpUrl: () => string) {}

  get httpPort(): number {
    return this.port;
  }

  async start(): Promise<void> {
    this.port = await freePort();
    const { masterKeys } = JSON.parse(
      readFileSync(join(dirname(process.env.ANIKA_STACK!), 'secrets.json'), 'utf8'),
    ) as { masterKeys: string };
    const { url, secrets, servers } = stack();
    this.process = spawn(process.execPath, [join(ROOT, 'dist/apps/auth/main.js')], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        HTTP_PORT: String(this.port),
        PUBLIC_URL: url,
        GATEWAY_SECRET: secrets.gateway,
        INTERNAL_SECRET: secrets.internal,
        MASTER_KEYS: masterKeys,
        AUTH_DATABASE_URL: servers['postgres']!.urls!.auth,
        SMTP_URL: this.smtpUrl(),
        MAIL_FROM: 'ANIKA <no-reply@anika.example>',
        LOGIN_ATTEMPTS_PER_ADDRESS: '10000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream!.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    await eventually(async () => (await fetch(`http://127.0.0.1:${this.port}/health/ready`)).ok, {
      what: 'the second auth to be ready',
    });
  }

  /** As nginx would pass it on, for nobody or for a company's owner. */
  post(path: string, body: object, owner?: Company): Test {
    const call = request(`http://127.0.0.1:${this.port}`)
      .post(`/api/v1${path}`)
      .set('x-gateway-secret', stack().secrets.gateway);
    const identity = owner && {
      [IDENTITY_HEADERS.userId]: owner.user.id,
      [IDENTITY_HEADERS.partnerId]: owner.partner.id,
      [IDENTITY_HEADERS.role]: 'owner',
      [IDENTITY_HEADERS.scopes]: ROLE_SCOPES.owner.join(' '),
      [IDENTITY_HEADERS.credential]: 'token',
      [IDENTITY_HEADERS.credentialId]: 'ses_01kavwz1w6fzrrjx8m41rp7swe',
    };
    return call.set(identity ?? {}).send(body);
  }

  /** Ends the process and answers its exit code; null after a SIGKILL. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const ended = once(this.process!, 'exit');
    this.process!.kill(signal);
    return (await ended)[0] as number | null;
  }
}
