import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from './eventually';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The exact bytes of the body. */
  readonly body: Buffer;
  readonly messageId: string;
  readonly attempt: number;
}

/** Decides an answer; without one the endpoint answers 204. */
export type Answer = (received: Received, response: ServerResponse) => void;

/**
 * A subscriber's endpoint on this machine: keeps every request as bytes and verifies each signature at arrival with npm
 * `standardwebhooks`, once it was told the secret of the path.
 */
export class Receiver {
  readonly received: Received[] = [];
  readonly failures: string[] = [];
  private readonly secrets = new Map<string, string>();
  private readonly answers = new Map<string, Answer>();

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => this.take(request.url ?? '/', request.headers, Buffer.concat(chunks), response));
  });

  private constructor() {}

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await receiver.listen();
    return receiver;
  }

  /** One that listens while the suite around it runs, and fails the suite if any signature was wrong. */
  static forSuite(): Receiver {
    const receiver = new Receiver();
    beforeAll(() => receiver.listen());
    afterAll(async () => {
      expect(receiver.failures).toEqual([]);
      await receiver.stop();
    });
    return receiver;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** From now on requests to the path must be signed with this secret. */
  expect(path: string, secret: string): void {
    this.secrets.set(path, secret);
  }

  /** How the path answers from now on. */
  answer(path: string, answer: Answer): void {
    this.answers.set(path, answer);
  }

  at(path: string): Received[] {
    return this.received.filter((received) => received.path === path);
  }

  /** Waits for at least `count` requests to the path. */
  async wait(path: string, count = 1): Promise<Received[]> {
    return eventually(() => this.at(path).length >= count && this.at(path), {
      what: `${count} webhooks at ${path} (${this.at(path).length} arrived)`,
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  private async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  private take(path: string, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): void {
    const received: Received = {
      path,
      headers,
      body,
      messageId: String(headers['webhook-id']),
      attempt: Number(headers['anika-attempt']),
    };
    this.received.push(received);
    this.verify(received);
    const answer = this.answers.get(path);
    if (answer) answer(received, response);
    else response.writeHead(204).end();
  }

  private verify({ path, headers, body }: Received): void {
    const secret = this.secrets.get(path);
    if (secret === undefined) return;
    try {
      new Webhook(secret).verify(body, headers as Record<string, string>);
    } catch (error) {
      this.failures.push(`${path}: ${String(error)}`);
    }
  }
}
