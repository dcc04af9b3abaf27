import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';

const running = new Set<EndpointServer>();

/** A real server on a loopback port, a free one if none is given, that counts its connections. */
export class EndpointServer {
  /** Connections accepted so far. */
  connections = 0;
  readonly open = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.open.add(socket);
      socket.on('error', () => undefined).on('close', () => this.open.delete(socket));
    });
  }

  /** Without a keep-alive hint, so that the idle time is the caller’s. */
  static http(listener: RequestListener, host?: string, port?: number): Promise<EndpointServer> {
    return EndpointServer.listen(createHttpServer({ keepAliveTimeout: 0 }, listener), host, port);
  }

  static https(options: ServerOptions, listener: RequestListener): Promise<EndpointServer> {
    return EndpointServer.listen(createHttpsServer(options, listener));
  }

  static tcp(onConnection: (socket: Socket) => void): Promise<EndpointServer> {
    return EndpointServer.listen(createTcpServer(onConnection));
  }

  /** Stops all servers that were started. */
  static async stopAll(): Promise<void> {
    await Promise.all([...running].map((server) => server.stop()));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async stop(): Promise<void> {
    running.delete(this);
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  private static async listen(server: Server, host = '127.0.0.1', port = 0): Promise<EndpointServer> {
    const endpoint = new EndpointServer(server);
    server.listen(port, host);
    await once(server, 'listening');
    running.add(endpoint);
    return endpoint;
  }
}

/** A loopback address beside 127.0.0.1: on Linux all of 127.0.0.0/8 is there, on macOS ::1. */
export const SECOND_LOOPBACK = process.platform === 'linux' ? '127.0.0.2' : '::1';

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 4_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error(`It did not come about: ${condition.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
