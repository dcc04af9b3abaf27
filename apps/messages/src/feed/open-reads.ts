import type { Socket } from 'node:net';
import { AnikaError, FindEndedCredentials, type Identity } from '@anika/contracts';
import { InjectRpc, Rounds, type RpcClient } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

const PERIOD_MS = 1000;
const MAX_BY_PARTNER = 100;
/** As many as one question may hold. */
const CHUNK = 1000;

type Reader = Pick<Identity, 'partnerId' | 'credentialId'>;

/** Of a reader; destroyed when it has gone. */
export type Connection = Pick<Socket, 'destroyed'>;

/** A stream, or a request that waits. */
export interface OpenRead {
  readonly reader: Reader;
  readonly connection: Connection;
  /** Its credential lets nobody in any more. */
  isEnded: boolean;
}

/**
 * Reads that stay open after nginx has asked who reads: so many of a partner at a time, and their credentials are looked at each second.
 * While auth cannot be asked they go on; none is open for longer than a minute.
 */
@Injectable()
export class OpenReads implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly open = new Set<OpenRead>();
  private readonly rounds = new Rounds(() => this.look(), {
    name: 'The look at credentials',
    idleMs: PERIOD_MS,
  });

  constructor(@InjectRpc('gateway') private readonly gateway: RpcClient) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /**
   * To be given to `end`, whatever comes; a reader who has gone does not count.
   *
   * @throws {AnikaError} RATE_LIMITED when the partner has as many as it may
   */
  begin({ partnerId, credentialId }: Reader, connection: Connection): OpenRead {
    for (const read of this.open) if (read.connection.destroyed) this.end(read);
    const others = [...this.open].filter(({ reader }) => reader.partnerId === partnerId);
    if (others.length >= MAX_BY_PARTNER) throw tooMany();
    const read = { reader: { partnerId, credentialId }, connection, isEnded: false };
    this.open.add(read);
    return read;
  }

  end(read: OpenRead): void {
    this.open.delete(read);
  }

  private async look(): Promise<boolean> {
    const credentialIds = [...new Set([...this.open].map(({ reader }) => reader.credentialId))];
    for (let at = 0; at < credentialIds.length; at += CHUNK) {
      const some = credentialIds.slice(at, at + CHUNK);
      const answer = await this.gateway.call(FindEndedCredentials, { credentialIds: some });
      const ended = new Set(answer.ended);
      for (const read of this.open) if (ended.has(read.reader.credentialId)) read.isEnded = true;
    }
    return false;
  }
}

function tooMany(): AnikaError {
  return new AnikaError('RATE_LIMITED', {
    detail: `${MAX_BY_PARTNER} streams and waiting requests of your company are open. End one of them first.`,
    headers: { 'retry-after': '1' },
  });
}
