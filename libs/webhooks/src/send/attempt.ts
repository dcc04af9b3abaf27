import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { Connection } from '../endpoint/connections';
import type { Endpoint } from '../endpoint/parse-endpoint';
import { parseRetryAfter } from '../schedule/retry-after';
import { decodeText, decompress } from './answer-text';
import { AttemptClock } from './attempt-clock';
import {
  type AttemptError,
  statusError,
  timeoutError,
  TOO_MANY_INTERIM,
  transportError,
} from './attempt-error';
import { type AttemptLimits, type AttemptOptions, type AttemptResult, DEFAULT_LIMITS } from './attempt-types';
import { Beginning } from './beginning';

/** Each costs time; a flood of them would keep a whole processor busy until the attempt's time is over. */
const MAX_INTERIM = 100;

type Controller = Dispatcher.DispatchController;

/** One attempt as undici's handler: the lowest level of its interface, one timer, no stream and no promise per part. */
export class Attempt implements Dispatcher.DispatchHandler {
  private readonly clock = new AttemptClock();
  private readonly limits: AttemptLimits;
  private timer: NodeJS.Timeout | undefined;
  private connection: Connection | undefined;
  private sent = false;
  private reused = false;
  private endpoint: Endpoint | undefined;
  private addresses: readonly string[] = [];
  private tried = 0;
  private done = false;
  private statusCode: number | undefined;
  private contentType: string | undefined;
  private encoding: string | undefined;
  private retryAfter: Date | undefined;
  private interim = 0;
  private received = 0;
  private beginning: Beginning | undefined;

  constructor(
    private readonly options: AttemptOptions,
    private readonly resolve: (result: AttemptResult) => void,
  ) {
    this.limits = options.limits ?? DEFAULT_LIMITS;
  }

  start(): void {
    this.timer = setTimeout(() => this.onTimeout(), this.limits.totalMs);
    try {
      const { dispatcher, url } = this.options;
      this.endpoint = dispatcher.endpoint(url);
      const addresses = dispatcher.addresses(this.endpoint);
      if (addresses instanceof Promise) addresses.then(this.onAddresses).catch(this.onFailure);
      else this.tryAddresses(addresses);
    } catch (error) {
      this.onFailure(error);
    }
  }

  onRequestStart(): void {
    this.sent = true;
    if (this.reused) this.clock.reused();
    else this.clock.ended('connectMs');
  }

  onResponseStart(_: Controller, statusCode: number, headers: IncomingHttpHeaders): void {
    if (this.done) return;
    if (statusCode < 200) {
      this.onInterim();
      return;
    }
    this.clock.ended('firstByteMs');
    this.statusCode = statusCode;
    this.contentType = single(headers['content-type']);
    const encoding = single(headers['content-encoding'])?.trim().toLowerCase();
    if (encoding !== 'identity') this.encoding = encoding;
    if (statusCode === 429 || statusCode === 503) {
      this.retryAfter = parseRetryAfter(single(headers['retry-after']), new Date());
    }
  }

  onResponseData(_: Controller, chunk: Buffer): void {
    if (this.done) return;
    const { readBytes, keepBytes } = this.limits;
    this.beginning ??= new Beginning(this.encoding === undefined ? keepBytes : readBytes);
    this.beginning.add(chunk);
    this.received += chunk.length;
    if (this.received < readBytes) return;
    this.cutOff();
    this.settle();
  }

  onResponseEnd(): void {
    if (this.done) return;
    this.options.dispatcher.giveBack(this.connection!);
    this.settle();
  }

  onResponseError(_: Controller, error: Error): void {
    if (this.done) return;
    const { dispatcher } = this.options;
    dispatcher.drop(this.connection!);
    const failure = transportError(error, this.statusCode);
    const next = this.addresses[this.tried];
    const unconnected =
      failure.class === 'refused' || failure.class === 'timeout' || failure.class === 'reset';
    if (this.sent || next === undefined || !unconnected) {
      this.settle(failure);
      return;
    }
    dispatcher.demote(this.endpoint!, this.addresses[this.tried - 1]!);
    this.sendTo(next);
  }

  private onInterim(): void {
    this.interim += 1;
    if (this.interim <= MAX_INTERIM) return;
    this.cutOff();
    this.settle(TOO_MANY_INTERIM);
  }

  private readonly onAddresses = (addresses: readonly string[]): void => {
    this.clock.ended('dnsMs');
    this.tryAddresses(addresses);
  };

  private readonly onFailure = (error: unknown): void => {
    if (!this.done) this.settle(transportError(error));
  };

  private tryAddresses(addresses: readonly string[]): void {
    this.addresses = addresses;
    this.sendTo(addresses[0]!);
  }

  private sendTo(address: string): void {
    if (this.done) return;
    this.tried += 1;
    const { dispatcher, headers, body } = this.options;
    const { path } = this.endpoint!;
    this.connection = dispatcher.take(this.endpoint!, address);
    this.reused = this.connection.client.stats.connected;
    this.connection.client.dispatch({ path, method: 'POST', headers, body }, this);
  }

  private onTimeout(): void {
    this.cutOff();
    this.settle(timeoutError(this.limits.totalMs / 1000, this.sent, this.statusCode));
  }

  /** Ends the request with its connection: nothing of it is sent or read any more. */
  private cutOff(): void {
    this.done = true;
    if (this.connection !== undefined) this.options.dispatcher.drop(this.connection);
  }

  private settle(failure?: AttemptError): void {
    this.done = true;
    clearTimeout(this.timer);
    const { statusCode, retryAfter } = this;
    const error = (statusCode === undefined ? undefined : statusError(statusCode)) ?? failure;
    const timings = this.clock.timings();
    const outcome = error === undefined ? 'success' : 'failure';
    const durationMs = timings.totalMs;
    const result: AttemptResult = { outcome, statusCode, error, durationMs, timings, retryAfter };
    const bytes = this.beginning?.bytes();
    if (bytes === undefined) this.resolve(result);
    else if (this.encoding === undefined) this.resolve(this.withText(result, bytes));
    else void this.settleCompressed(result, bytes, this.encoding);
  }

  private async settleCompressed(result: AttemptResult, bytes: Buffer, encoding: string): Promise<void> {
    this.resolve(this.withText(result, await decompress(bytes, encoding, this.limits.keepBytes)));
  }

  private withText(result: AttemptResult, bytes: Buffer): AttemptResult {
    return bytes.length === 0 ? result : { ...result, response: decodeText(bytes, this.contentType) };
  }
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
