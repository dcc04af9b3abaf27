import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@anika/testing';

const run = promisify(execFile);
const FOLDER = resolve(__dirname, '../../docs/examples/verify');
/** Programs of the environment that `stack/test.mjs` installs for the guides. */
const program = (name: string) => join(process.env.ANIKA_GUIDES ?? '', name);

const COMMANDS = {
  node: async () => [process.execPath, join(FOLDER, 'node/endpoint.mjs')],
  python: async () => [program('python'), join(FOLDER, 'python/endpoint.py')],
  go: async (folder: string) => {
    const binary = join(folder, 'endpoint');
    const env = { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' };
    await run(program('go'), ['build', '-o', binary, '.'], { cwd: join(FOLDER, 'go'), env });
    return [binary];
  },
} as const satisfies Record<string, (folder: string) => Promise<string[]>>;

export type Language = keyof typeof COMMANDS;

/** An endpoint of the guide, as a process of its own. */
export class Example {
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  static async start(language: Language, secret: string): Promise<Example> {
    const folder = mkdtempSync(join(tmpdir(), 'anika-example-'));
    const [command, ...args] = await COMMANDS[language](folder);
    const port = await freePort();
    const env = { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret };
    const child = spawn(command!, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const example = new Example(child, folder, `http://127.0.0.1:${port}/anika`);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => (example.output += String(chunk)));
    await eventually(() => accepts(port), { what: `the ${language} endpoint to listen` });
    return example;
  }

  stop(): void {
    this.child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}
