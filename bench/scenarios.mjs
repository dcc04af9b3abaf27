import { fork } from 'node:child_process';
import { once } from 'node:events';
import { measure } from './measure.mjs';
import { prepare } from './platform.mjs';
import { median, percentile } from './report.mjs';

/**
 * What a neighbour does to others: each scenario is measured with and without it, in turn, each time on a fresh stack. Where the neighbours are
 * dead, also with the same number that answer: what they cost by being there, and what by being dead.
 */
export const SCENARIOS = {
  'dead-subscriber': { text: 'one more subscription that never answers', rate: 100, subscribers: 1, dead: 1 },
  'many-dead': {
    text: '50 more subscriptions that never answer, beside 150 healthy ones',
    rate: 5,
    subscribers: 150,
    dead: 50,
  },
  'noisy-publisher': {
    text: 'another partner publishes as fast as it can to 100 subscribers',
    rate: 50,
    subscribers: 1,
    noise: 100,
    limited: true,
  },
};

const ROUNDS = 3;
const WARM_UP_SECONDS = 5;

export async function runScenario({ scenario, seconds, size, concurrency }, onFreshStack, receiver) {
  const { text, rate, subscribers, dead = 0, noise = 0, limited = false } = SCENARIOS[scenario];
  process.stdout.write(`${scenario}: ${text}; ${rate} messages/s for ${seconds} s, ${ROUNDS} rounds\n`);
  const run = async ({ alive = 0, silent = 0, isNoisy = false }, stack) => {
    const answering = subscribers + alive;
    const endpoints = [...receiver.endpoints(answering), ...receiver.silentEndpoints(silent)];
    const target = await prepare(stack.url, endpoints);
    const options = { rate, size, concurrency, subscribers: answering };
    await measure(receiver, target, { ...options, messages: rate * WARM_UP_SECONDS });
    const stopNoise = isNoisy ? await startNoise(stack.url, noise, size) : () => undefined;
    const result = await measure(receiver, target, { ...options, messages: rate * seconds });
    await stopNoise();
    // Of the same ones in each variant.
    const endToEnd = result.endToEnd.filter((_, index) => index % answering < subscribers);
    return summary({ ...result, endToEnd });
  };
  const variants = {
    without: {},
    ...(dead > 0 && { alive: { alive: dead } }),
    with: { silent: dead, isNoisy: noise > 0 },
  };
  const results = Object.fromEntries(Object.keys(variants).map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [name, variant] of Object.entries(variants)) {
      const result = await onFreshStack((stack) => run(variant, stack), { limited });
      results[name].push(result);
      process.stdout.write(`round ${round}    ${name.padEnd(8)} ${show(result)}\n`);
    }
  }
  printMedians(results);
}

function summary({ endToEnd, publish }) {
  const sorted = endToEnd.toSorted();
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    max: sorted.at(-1),
    publishP95: percentile(publish.toSorted(), 0.95),
  };
}

const show = ({ p50, p95, max, publishP95 }) =>
  `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} max ${max.toFixed(0)} ms (publish p95 ${publishP95.toFixed(1)})`;

function printMedians(results) {
  const medianOf = (name) =>
    Object.fromEntries(
      ['p50', 'p95', 'max', 'publishP95'].map((key) => [key, median(results[name].map((each) => each[key]))]),
    );
  const disturbed = medianOf('with');
  for (const name of Object.keys(results)) {
    const medians = medianOf(name);
    const ratio = name === 'with' ? '' : `   with it: p95 × ${(disturbed.p95 / medians.p95).toFixed(2)}`;
    process.stdout.write(`median     ${name.padEnd(8)} ${show(medians)}${ratio}\n`);
  }
}

/** A process of its own, so that the noise's load generator does not sit in the way of the measured one. */
async function startNoise(url, subscribers, size) {
  const child = fork(new URL('./noise.mjs', import.meta.url), [url, String(subscribers), String(size)]);
  await once(child, 'message');
  return async () => {
    const ended = once(child, 'message');
    child.send('stop');
    const [{ published, seconds, delivered }] = await ended;
    const rate = (count) => Math.round(count / seconds);
    process.stdout.write(
      `           the noise was ${rate(published)} messages/s, ${rate(delivered)} webhooks/s of it delivered\n`,
    );
  };
}
