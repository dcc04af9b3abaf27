import { type buildConnector, Client } from 'undici';

/** One keep-alive connection to one address of an origin, for one request at a time. */
export interface Connection {
  readonly client: Client;
  readonly key: string;
}

/**
 * Keeps idle connections by origin and address, the one used last on top: those not needed any more run out by themselves.
 *
 * undici's own Pool is not used: it answers each aborted request with a new connection that nobody needs, opens a second
 * one while the first is about to be free, and its requests queue behind those of a silent endpoint.
 */
export class Connections {
  private readonly idle = new Map<string, Connection[]>();
  private readonly all = new Set<Connection>();

  /** @param options for each connection, but `connect` and `pipelining` */
  constructor(
    private readonly connector: buildConnector.connector,
    private readonly options: Client.Options,
  ) {}

  /** Number of connections, idle ones included. */
  get size(): number {
    return this.all.size;
  }

  /** An idle connection to this address, or a new one that connects with its first request. */
  take(origin: string, address: string): Connection {
    const key = `${origin} ${address}`;
    const stack = this.idle.get(key);
    const connection = stack?.pop();
    if (stack?.length === 0) this.idle.delete(key);
    return connection ?? this.create(key, origin, address);
  }

  /** Takes a connection back whose request is over, for the next one. */
  giveBack(connection: Connection): void {
    const { key } = connection;
    // After close() nothing is kept. A connection that ends with its answer drops itself on 'disconnect'.
    if (!this.all.has(connection)) return;
    const stack = this.idle.get(key);
    if (stack === undefined) this.idle.set(key, [connection]);
    else stack.push(connection);
  }

  /** Closes a connection at once, with the request on it. */
  drop(connection: Connection): void {
    this.all.delete(connection);
    const stack = this.idle.get(connection.key);
    const at = stack?.indexOf(connection) ?? -1;
    if (at >= 0) stack!.splice(at, 1);
    if (stack?.length === 0) this.idle.delete(connection.key);
    void connection.client.destroy();
  }

  /** Waits for the requests on the wire and closes all connections. */
  async close(): Promise<void> {
    const connections = [...this.all];
    this.all.clear();
    this.idle.clear();
    await Promise.all(connections.map(({ client }) => client.close()));
  }

  private create(key: string, origin: string, address: string): Connection {
    const connect: buildConnector.connector = (options, callback) =>
      this.connector({ ...options, hostname: address }, callback);
    const connection = { key, client: new Client(origin, { ...this.options, pipelining: 1, connect }) };
    connection.client.on('disconnect', () => {
      if (this.idle.get(key)?.includes(connection)) this.drop(connection);
    });
    this.all.add(connection);
    return connection;
  }
}
