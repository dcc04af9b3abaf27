import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PartnerFeedPosition } from '@anika/contracts';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { OTHER, OWN } from '../../test/tls-fixture';
import { Handle } from './handle.decorator';
import { NoDelaySocket } from './no-delay-socket';
import { RpcClient } from './rpc-client';
import { rpcTls, type RpcTlsConfig } from './rpc-tls';

@Controller()
class PositionController {
  @Handle(PartnerFeedPosition)
  position() {
    return { seq: 7 };
  }
}

@Module({ controllers: [PositionController] })
class PositionModule {}

describe('Calls over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anika-tls-'));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const files = (side: string, own: typeof OWN, trusted: typeof OWN): Required<RpcTlsConfig> => ({
    TCP_TLS_KEY: file(`${side}.key`, own.key),
    TCP_TLS_CERT: file(`${side}.crt`, own.cert),
    TCP_TLS_CA: file(`${side}.ca`, trusted.cert),
  });
  let server: INestMicroservice;
  let port: number;
  beforeAll(async () => {
    const tlsOptions = rpcTls(files('server', OWN, OWN))!;
    server = await NestFactory.createMicroservice<MicroserviceOptions>(PositionModule, {
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: 0, socketClass: NoDelaySocket, tlsOptions },
      logger: false,
    });
    await server.listen();
    port = (server.unwrap<Server>().address() as { port: number }).port;
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (config: RpcTlsConfig) => {
    const client = new RpcClient({
      service: 'topics',
      addresses: [`127.0.0.1:${port}`],
      secret: 'the secret of the services',
      timeoutMs: 1000,
      tls: rpcTls(config),
    });
    try {
      return await client.call(PartnerFeedPosition, {});
    } finally {
      client.close();
    }
  };

  it('are answered when both sides trust each other', async () => {
    await expect(ask(files('client', OWN, OWN))).resolves.toEqual({ seq: 7 });
  });

  it('are refused without TLS, without a certificate of the authority, and by a client that trusts another one', async () => {
    const refusal = { code: 'SERVICE_UNAVAILABLE' };
    await expect(ask({})).rejects.toMatchObject(refusal);
    await expect(ask(files('stranger', OTHER, OWN))).rejects.toMatchObject(refusal);
    await expect(ask(files('wary', OWN, OTHER))).rejects.toMatchObject(refusal);
  });
});

describe('rpcTls', () => {
  it('is off when nothing is configured', () => {
    expect(rpcTls({})).toBeUndefined();
  });

  it('names what is missing of a half configuration, and a file that is not there', () => {
    expect(() => rpcTls({ TCP_TLS_KEY: '/none' })).toThrow(
      /TCP_TLS_CERT is missing.*\n.*TCP_TLS_CA is missing/,
    );
    const none = { TCP_TLS_KEY: '/none', TCP_TLS_CERT: '/none', TCP_TLS_CA: '/none' };
    expect(() => rpcTls(none)).toThrow(/TCP_TLS_KEY cannot be read/);
  });
});
