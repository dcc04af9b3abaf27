import { createServer } from 'node:http';

const SILENT = '/silent/';
const SEQ = /"seq":(\d+)/;

/** Receives webhooks for several subscribers and keeps the time of each (message, subscriber) in a ledger. */
export class Receiver {
  #server = createServer((request, response) => this.#take(request, response));
  #arrived;
  #missing = 0;
  #finished = () => undefined;
  duplicates = 0;
  /** All webhooks, of which ledger ever. */
  count = 0;

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  endpoints(count) {
    return Array.from({ length: count }, (_, index) => `${this.#origin}/${index}`);
  }

  /** They take the request and never answer. */
  silentEndpoints(count) {
    return Array.from({ length: count }, (_, index) => `${this.#origin}${SILENT}${index}`);
  }

  get #origin() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Begins a new ledger; resolves when all of it arrived. */
  expect(messages, subscribers) {
    this.#arrived = Array.from({ length: subscribers }, () => new Float64Array(messages));
    this.#missing = messages * subscribers;
    this.duplicates = 0;
    return new Promise((resolve) => {
      this.#finished = resolve;
    });
  }

  get missing() {
    return this.#missing;
  }

  /** When the message arrived at the subscriber, in milliseconds of performance.now(). */
  arrival(message, subscriber) {
    return this.#arrived[subscriber][message];
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #take(request, response) {
    if (request.url.startsWith(SILENT)) return request.resume();
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const now = performance.now();
      response.writeHead(204).end();
      this.count += 1;
      const seq = Number(SEQ.exec(Buffer.concat(chunks).toString('latin1'))?.[1]);
      const row = this.#arrived?.[Number(request.url.slice(1))];
      if (!row || !(seq < row.length)) return;
      if (row[seq] > 0) {
        this.duplicates += 1;
        return;
      }
      row[seq] = now;
      this.#missing -= 1;
      if (this.#missing === 0) this.#finished();
    });
  }
}
