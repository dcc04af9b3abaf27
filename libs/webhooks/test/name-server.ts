import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ipaddr from 'ipaddr.js';

const TYPE_A = 1;
const TYPE_AAAA = 28;

/** What is answered for a name: its addresses, an error code of DNS (2 failure, 3 no such name), or nothing at all. */
export type Zone = Readonly<Record<string, readonly string[] | 2 | 3 | 'silent'>>;

/** A DNS server on a free loopback port that answers A and AAAA questions from a zone, which may change. */
export class NameServer {
  /** The questions asked so far, such as `hook.example A`. */
  readonly questions: string[] = [];
  ttl = 60;
  /** Before each answer. */
  delayMs = 0;
  private readonly socket = createSocket('udp4');

  private constructor(public zone: Zone) {
    this.socket.on('message', (query, from) => this.answer(query, from));
  }

  static async start(zone: Zone): Promise<NameServer> {
    const server = new NameServer(zone);
    server.socket.bind(0, '127.0.0.1');
    await once(server.socket, 'listening');
    return server;
  }

  get address(): string {
    return `127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }

  private answer(query: Buffer, from: RemoteInfo): void {
    const labels: string[] = [];
    let at = 12;
    for (let length = query[at]!; length > 0; length = query[at]!) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length));
      at += 1 + length;
    }
    const type = query.readUInt16BE(at + 1);
    const name = labels.join('.');
    this.questions.push(`${name} ${type === TYPE_A ? 'A' : 'AAAA'}`);
    const known = this.zone[name] ?? 3;
    if (known === 'silent') return;
    const wanted = type === TYPE_AAAA ? 'ipv6' : 'ipv4';
    const addresses =
      typeof known === 'number' ? [] : known.filter((ip) => ipaddr.parse(ip).kind() === wanted);
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof known === 'number' ? known : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(addresses.length, 6);
    const records = addresses.map((ip) => this.record(type, ip));
    const message = Buffer.concat([header, query.subarray(12, at + 5), ...records]);
    const send = () => this.socket.send(message, from.port, from.address);
    if (this.delayMs === 0) send();
    else setTimeout(send, this.delayMs);
  }

  private record(type: number, ip: string): Buffer {
    const data = Buffer.from(ipaddr.parse(ip).toByteArray());
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(this.ttl, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  }
}
