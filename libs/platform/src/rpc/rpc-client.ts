import {
  AnikaError,
  type AnswerOf,
  ERRORS,
  type RequestOf,
  type RpcEnvelope,
  type RpcPattern,
} from '@anika/contracts';
import { Logger } from '@nestjs/common';
import { ClientTCP } from '@nestjs/microservices';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { currentRequestId } from '../logging/request-context';
import { connectWithin, drop } from './connect-within';
import { NoDelaySocket } from './no-delay-socket';
import type { RpcError } from './rpc.filter';
import type { RpcTls } from './rpc-tls';

export interface RpcClientOptions {
  readonly service: string;
  /** `host:port` of each replica. */
  readonly addresses: readonly string[];
  readonly secret: string;
  readonly timeoutMs: number;
  readonly tls?: RpcTls;
}

const SUSPECT_MS = 5000;
const CONNECT_MS = 1000;
/** So many calls in a row without an answer, and the connection is taken for dead. */
const DEAD_AFTER = 3;

export interface CallOptions {
  readonly timeoutMs?: number;
  /** The replica to ask first, `host:port`; another one answers when it is not reachable. */
  readonly to?: string;
}

/**
 * Calls another service over TCP: round robin over its replicas, the next one when a replica cannot be connected to or is
 * stopping.
 *
 * @example const { snapshot } = await topics.call(GetSnapshot, { topicId, subscriptions: false });
 */
export class RpcClient {
  private readonly logger = new Logger(RpcClient.name);
  private readonly clients: ReadonlyMap<string, ClientTCP>;
  /** Replicas that failed lately, until when they are asked last: a frozen one keeps its connection open. */
  private readonly suspects = new Map<ClientTCP, number>();
  private readonly timeouts = new Map<ClientTCP, number>();
  private turn = 0;

  constructor(private readonly options: RpcClientOptions) {
    this.clients = new Map(options.addresses.map((address) => [address, connectTo(address, options.tls)]));
  }

  /**
   * @throws {AnikaError} what the other service threw, or SERVICE_UNAVAILABLE when none answered in time. After a timeout the
   * call may have taken effect: calls are made so that repeating them is safe.
   */
  async call<P extends RpcPattern>(
    pattern: P,
    request: RequestOf<P>,
    options: CallOptions = {},
  ): Promise<AnswerOf<P>> {
    const envelope: RpcEnvelope = {
      v: 1,
      secret: this.options.secret,
      requestId: currentRequestId(),
      data: request,
    };
    let cause: unknown;
    for (const client of this.inOrder(options.to)) {
      try {
        await connectWithin(client, CONNECT_MS);
        return await this.send(client, pattern, envelope, options.timeoutMs ?? this.options.timeoutMs);
      } catch (error) {
        if (error instanceof AnikaError) throw error;
        // It did not take the call: that is safe with the next replica.
        cause = error;
        this.suspects.set(client, Date.now() + SUSPECT_MS);
      }
    }
    throw this.unavailable(cause);
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  private async send<P extends RpcPattern>(
    client: ClientTCP,
    pattern: P,
    envelope: RpcEnvelope,
    timeoutMs: number,
  ): Promise<AnswerOf<P>> {
    try {
      const answer = client.send<AnswerOf<P>>(pattern.name, envelope).pipe(timeout(timeoutMs));
      const value = await firstValueFrom(answer);
      this.timeouts.delete(client);
      return value;
    } catch (error) {
      if (isRpcError(error)) {
        this.timeouts.delete(client);
        if (error.stopping) throw new Error('the replica is stopping', { cause: error });
        throw new AnikaError(error.code, { detail: error.detail, errors: error.errors });
      }
      this.suspects.set(client, Date.now() + SUSPECT_MS);
      if (error instanceof TimeoutError) this.countTimeout(client);
      this.logger.warn(`${pattern.name} failed: ${error instanceof Error ? error.message : String(error)}`);
      throw this.unavailable(error);
    }
  }

  private countTimeout(client: ClientTCP): void {
    const count = (this.timeouts.get(client) ?? 0) + 1;
    this.timeouts.set(client, count);
    if (count < DEAD_AFTER) return;
    this.timeouts.delete(client);
    drop(client);
  }

  private inOrder(first?: string): ClientTCP[] {
    const all = [...this.clients.values()];
    this.turn = (this.turn + 1) % all.length;
    const rotated = [...all.slice(this.turn), ...all.slice(0, this.turn)];
    const preferred = first === undefined ? undefined : this.clients.get(first);
    const rank = (client: ClientTCP) => (this.isSuspect(client) ? 2 : client === preferred ? 0 : 1);
    return rotated.toSorted((a, b) => rank(a) - rank(b));
  }

  private isSuspect(client: ClientTCP): boolean {
    return (this.suspects.get(client) ?? 0) > Date.now();
  }

  private unavailable(cause: unknown): AnikaError {
    return new AnikaError('SERVICE_UNAVAILABLE', {
      detail: `The service ${this.options.service} does not answer.`,
      cause,
    });
  }
}

function connectTo(address: string, tlsOptions?: RpcTls): ClientTCP {
  const [host = '127.0.0.1', port] = address.split(':');
  const client = new ClientTCP({
    host,
    port: Number(port),
    socketClass: NoDelaySocket,
    ...(tlsOptions && { tlsOptions }),
  });
  // Failures reach the callers; without a listener they would also be logged one by one.
  client.on('error', () => undefined);
  return client;
}

function isRpcError(error: unknown): error is RpcError {
  const code = (error as { code?: unknown } | null)?.code;
  return !(error instanceof Error) && typeof code === 'string' && code in ERRORS;
}
