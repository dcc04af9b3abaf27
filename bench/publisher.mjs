import { Pool } from 'undici';

/** Publishes `messages` messages; answers when each was sent and accepted, in milliseconds of performance.now(). */
export async function publishAll({ url, path, token, messages, rate, concurrency, size }) {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const filler = 'x'.repeat(size);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = new Float64Array(messages);
  const accepted = new Float64Array(messages);
  const failures = new Map();
  const start = performance.now();
  let next = 0;

  const publish = async (seq) => {
    sent[seq] = performance.now();
    const body = `{"type":"bench","data":{"seq":${seq},"filler":"${filler}"}}`;
    const response = await pool.request({ path, method: 'POST', headers, body });
    await response.body.dump();
    accepted[seq] = performance.now();
    if (response.statusCode !== 202)
      failures.set(response.statusCode, (failures.get(response.statusCode) ?? 0) + 1);
  };
  const worker = async () => {
    while (next < messages) {
      const seq = next;
      next += 1;
      if (rate > 0) await until(start + (seq * 1000) / rate);
      await publish(seq);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  await pool.close();
  return { sent, accepted, failures, start };
}

function until(time) {
  const wait = time - performance.now();
  return wait > 0 ? new Promise((resolve) => setTimeout(resolve, wait)) : undefined;
}
