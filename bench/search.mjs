import { randomInt } from 'node:crypto';
import { mongo } from 'mongoose';
import pg from 'pg';
import { Pool } from 'undici';
import { answered, api, company } from './platform.mjs';
import { line } from './report.mjs';

const DAY_MS = 86_400_000;
const DAYS = 30;
const BATCH = 5000;
const WARM_UP = 20;
const QUESTIONS = 200;
const LIMIT = 50;
/** Distinct values: each city is found in a thousandth of the messages. */
const CITIES = 1000;
const BASE32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** A topic of many messages, evenly over thirty days, and how long searches in it take through nginx. */
export async function runSearch({ messages }, stack) {
  const owner = await company(stack.url, 'bench-search');
  const topicId = await oldTopic(stack, owner);
  const start = Date.now() - DAYS * DAY_MS;
  await fill(stack, { topicId, publisherId: owner.id, messages, start });
  const pool = new Pool(stack.url, { connections: 1 });
  const ask = async (method, path, body) => {
    const headers = { authorization: `Bearer ${owner.token}`, 'content-type': 'application/json' };
    const response = await pool.request({
      path: `/api/v1/topics/${topicId}${path}`,
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.body.json();
    if (response.statusCode !== 200) throw new Error(`Void: ${path} answered ${response.statusCode}`);
    return answer;
  };
  const search = (body) => ask('POST', '/messages/search', { limit: LIMIT, ...body });
  const city = () => ({ 'data.client.city': `city-${randomInt(CITIES)}` });
  const time = () => start + randomInt(DAYS * DAY_MS - DAY_MS);
  const cursor = () => Buffer.from(id('msg', time() + DAY_MS, 0)).toString('base64url');
  const day = (from) => ({ from: new Date(from).toISOString(), to: new Date(from + DAY_MS).toISOString() });
  const below = (price) => ({ 'data.price': { $lt: price } });
  const questions = {
    'eq, newest': () => search({ filter: city() }),
    'eq, deep': () => search({ filter: city(), cursor: cursor() }),
    'list, deep': () => ask('GET', `/messages?limit=${LIMIT}&cursor=${cursor()}`),
    'day, 2 %': () => search({ filter: below(200), ...day(time()) }),
    'day, 0.5 %': () => search({ filter: below(50), ...day(time()) }),
  };
  process.stdout.write(`${messages} messages over ${DAYS} days, pages of ${LIMIT}, one after the other\n`);
  for (const [name, question] of Object.entries(questions)) {
    const times = [];
    let found = 0;
    for (let count = 0; count < QUESTIONS + WARM_UP; count += 1) {
      const begun = performance.now();
      const { data, incomplete } = await question();
      if (incomplete) throw new Error(`Void: ${name} was not finished`);
      if (count < WARM_UP) continue;
      times.push(performance.now() - begun);
      found += data.length;
    }
    process.stdout.write(
      `${line(name, Float64Array.from(times))}   ${(found / QUESTIONS).toFixed(1)} found each\n`,
    );
  }
  await pool.close();
}

/** As if it were made a day before its first message: ids tell the time. */
async function oldTopic(stack, { token }) {
  const body = { name: 'search', title: 'Search', searchableFields: ['client.city'] };
  const made = await answered(api(stack.url, token).POST('/api/v1/topics', { body }));
  const topicId = id('top', Date.now() - (DAYS + 1) * DAY_MS, 0);
  const client = new pg.Client(stack.servers.postgres.urls.topics);
  await client.connect();
  await client.query('UPDATE topic SET id = $1 WHERE id = $2', [topicId, made.id]);
  await client.end();
  return topicId;
}

async function fill(stack, { topicId, publisherId, messages, start }) {
  const client = new mongo.MongoClient(stack.servers.mongo.url);
  const collection = client.db().collection('messages');
  const step = (DAYS * DAY_MS) / messages;
  for (let done = 0; done < messages; done += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, messages - done) }, (_, index) => {
      const n = done + index;
      const city = `city-${randomInt(CITIES)}`;
      const data = { order: n, price: randomInt(10_000), client: { city, name: 'x'.repeat(200) } };
      return {
        _id: id('msg', start + n * step, n),
        topicId,
        topicVersion: 1,
        publisherId,
        type: 'order',
        data: JSON.stringify(data),
        f: [`client.city=s:${city}`],
      };
    });
    await collection.insertMany(rows, { ordered: false });
    if ((done + rows.length) % 100_000 === 0)
      process.stdout.write(`${done + rows.length} messages written\n`);
  }
  await client.close();
}

/** A TypeID of that time in milliseconds, with a number in place of the random part. */
function id(prefix, time, number) {
  let rest = Math.floor(time);
  let text = '';
  for (let index = 0; index < 10; index += 1) {
    text = BASE32[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${text}e${String(number).padStart(15, '0')}`;
}
