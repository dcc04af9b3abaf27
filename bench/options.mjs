import { parseArgs } from 'node:util';
import { SCENARIOS } from './scenarios.mjs';

const HELP = `npm run bench -- [options]

  --messages N      how many messages to publish (5000)
  --rate N          publishes a second; 0 = as fast as answered (0)
  --concurrency N   publishes in flight (32)
  --subscribers N   subscriptions that each message goes to (1)
  --size N          bytes of filler in a message's data (512)
  --warm-up N       messages published before the measured ones (500)
  --scenario NAME   what a neighbour does to others, with and without it in turn, medians of 3:
${Object.entries(SCENARIOS)
  .map(([name, { text }]) => `                    ${name}: ${text}`)
  .join('\n')}
                    search: how long searches in a topic of --messages N take
  --seconds N       how long each run of a scenario takes (60)
  --help            this text

Starts a throw-away stack of the shipped configuration (partners' limits raised but for noisy-publisher) on free ports, publishes through nginx, receives the webhooks
itself and reports only if every published message arrived at every subscriber.
`;

/** The command line as numbers; prints the help or a mistake and ends the process. */
export function readOptions() {
  const text = (fallback) => ({ type: 'string', default: String(fallback) });
  try {
    const { values } = parseArgs({
      options: {
        messages: text(5000),
        rate: text(0),
        concurrency: text(32),
        subscribers: text(1),
        size: text(512),
        'warm-up': text(500),
        scenario: { type: 'string' },
        seconds: text(60),
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const number = (name) => {
      const value = Number(values[name]);
      if (!Number.isFinite(value) || value < 0)
        throw new Error(`--${name} needs a number, not “${values[name]}”`);
      return value;
    };
    const { scenario } = values;
    if (scenario !== undefined && scenario !== 'search' && !(scenario in SCENARIOS))
      throw new Error(`There is no scenario ${scenario}`);
    return {
      scenario,
      seconds: Math.max(1, number('seconds')),
      messages: number('messages'),
      rate: number('rate'),
      concurrency: Math.max(1, number('concurrency')),
      subscribers: Math.max(1, number('subscribers')),
      size: number('size'),
      warmUp: number('warm-up'),
    };
  } catch (error) {
    process.stderr.write(`${error.message}\nSee npm run bench -- --help\n`);
    process.exit(2);
  }
}
