import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './paths.mjs';

const HELP = `npm start -- [options]

Installs what is missing, builds, starts the database servers, nginx and the five apps, plays the demo story on the
first start, and runs until Ctrl-C.

  --port N       the address will be http://127.0.0.1:N    (8080, or the environment's PORT)
  --data DIR     where data, logs and secrets are kept     (.anika)
  --fresh        deletes the data folder first
  --no-story     no demo partners, no demo endpoint
  --help         this text

Servers of your own, by environment: DATABASE_URL (PostgreSQL, an administrator's), MONGO_URL, REDIS_URL, NGINX_BIN.
`;

/** The command line of `npm start`; prints the help or a mistake and ends the process. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT || '8080' },
        data: { type: 'string', default: join(root, '.anika') },
        fresh: { type: 'boolean', default: false },
        'no-story': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(
        `--port (or the environment's PORT) needs a number from 1 to 65535, not “${values.port}”`,
      );
    return { port, dataDir: values.data, fresh: values.fresh, story: !values['no-story'] };
  } catch (error) {
    process.stderr.write(`Error: ${error.message}\nSee npm start -- --help\n`);
    process.exit(2);
  }
}
