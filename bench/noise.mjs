import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import { prepare } from './platform.mjs';
import { Receiver } from './receiver.mjs';

const IN_FLIGHT = 32;
const [url, subscribers, size] = process.argv.slice(2);

const receiver = new Receiver();
await receiver.listen();
const { path, token } = await prepare(url, receiver.endpoints(Number(subscribers)));
const pool = new Pool(url, { connections: IN_FLIGHT });
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const body = JSON.stringify({ type: 'noise', data: { filler: 'x'.repeat(Number(size)) } });

const stopping = new AbortController();
let published = 0;
const start = performance.now();
process.on('message', () => {
  stopping.abort();
});
process.send('ready');

await Promise.all(
  Array.from({ length: IN_FLIGHT }, async () => {
    while (!stopping.signal.aborted) {
      const response = await pool.request({ path, method: 'POST', headers, body });
      await response.body.dump();
      // Refused because too much waits: a well-behaved client goes on a little later.
      if (response.statusCode === 202) published += 1;
      else await delay(50);
    }
  }),
);
const seconds = (performance.now() - start) / 1000;
await new Promise((resolve) => {
  process.send({ published, seconds, delivered: receiver.count }, resolve);
});
process.exit(0);
