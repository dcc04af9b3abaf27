import { fork } from 'node:child_process';
import { once } from 'node:events';
import { measure } from './measure.mjs';
import { prepare } from './platform.mjs';
import { median, percentile } from './report.mjs';

/** What a neighbour does to others: each scenario is measured with and without it, in turn, each time on a fresh stack. */
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
  const run = async (isDisturbed, stack) => {
    const silent = isDisturbed ? receiver.silentEndpoints(dead) : [];
    const target = await prepare(stack.url, [...receiver.endpoints(subscribers), ...silent]);
    const options = { rate, size, concurrency, subscribers };
    await measure(receiver, target, { ...options, messages: rate * WARM_UP_SECONDS });
    const stopNoise = isDisturbed && noise > 0 ? await startNoise(stack.url, noise, size) : () => undefined;
    const result = await measure(receiver, target, { ...options, messages: rate * seconds });
    await stopNoise();
    return summary(result);
  };
  const without = [];
  const disturbed = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    without.push(await onFreshStack((stack) => run(false, stack), { limited }));
    disturbed.push(await onFreshStack((stack) => run(true, stack), { limited }));
    process.stdout.write(
      `round ${round}    without ${show(without.at(-1))}   with ${show(disturbed.at(-1))}\n`,
    );
  }
  printMedians(without, disturbed);
}

function summary({ endToEnd, publish }) {
  const sorted = endToEnd.toSorted();
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    publishP95: percentile(publish.toSorted(), 0.95),
  };
}

const show = ({ p50, p95, publishP95 }) =>
  `p50 ${p50.toFixed(1)} p95 ${p95.toFixed(1)} ms (publish p95 ${publishP95.toFixed(1)})`;

function printMedians(without, disturbed) {
  const [before, after] = [without, disturbed].map((rounds) => ({
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    publishP95: median(rounds.map(({ publishP95 }) => publishP95)),
  }));
  const ratio = (after.p95 / before.p95).toFixed(2);
  process.stdout.write(`median     without ${show(before)}   with ${show(after)}   p95 × ${ratio}\n`);
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
