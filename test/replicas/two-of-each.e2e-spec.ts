import { company, eventually, kill, Ledger, stack, type StackApp } from '@anika/testing';

const MESSAGES = 400;
/** Requests: more than nginx lets through at once from an address, less than it does from a credential. */
const AT_ONCE = 400;
const APPS = ['auth', 'topics', 'messages', 'dispatcher'] as const;
type Twin = (typeof APPS)[number];

/** How much each replica of the app has done since it started, by the counter that tells. */
async function work(app: Twin, counter: RegExp): Promise<Map<number, number>> {
  const replicas = stack().apps.filter(({ name }) => name === app);
  const counts = await Promise.all(
    replicas.map(async ({ httpPort, replica }) => {
      const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
      const values = text.split('\n').filter((line) => counter.test(line));
      return [replica, values.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)] as const;
    }),
  );
  return new Map(counts);
}

const PUBLISHED = /^anika_messages_accepted_total /;
const ATTEMPTED = /^anika_attempt_seconds_count/;

describe('Two replicas of each app', () => {
  it('share the work; one of messages and one of dispatcher killed under load lose nothing', async () => {
    const ledger = await Ledger.open();
    try {
      await ledger.moment('two replicas', MESSAGES / 2);
      const published = await work('messages', PUBLISHED);
      const attempted = await work('dispatcher', ATTEMPTED);
      for (const counts of [published, attempted]) {
        expect([...counts.keys()].toSorted()).toEqual([0, 1]);
        expect(Math.min(...counts.values())).toBeGreaterThan(0);
      }
      const pids = new Map(stack().apps.map(({ name, replica, pid }) => [`${name} ${replica}`, pid]));
      kill('messages', 1);
      kill('dispatcher', 0);
      await ledger.flow.until(MESSAGES);
      await ledger.flow.stop();
      expect(
        [...ledger.flow.answers.keys()].filter((status) => status !== '202' && status !== '502'),
      ).toEqual([]);
      await ledger.settle(60);
      process.stdout.write(`two replicas: ${ledger.summary()}\n`);
      expect(ledger.faults()).toEqual([]);
      expect(endedSince(pids)).toEqual(['dispatcher 0', 'messages 1']);
    } finally {
      await ledger.close();
    }
  });
});

function endedSince(pids: ReadonlyMap<string, number>): string[] {
  const isSame = ({ name, replica, pid }: StackApp) => pids.get(`${name} ${replica}`) === pid;
  return stack()
    .apps.filter((app) => !isSame(app))
    .map(({ name, replica }) => `${name} ${replica}`)
    .toSorted();
}

/** Last in this file: whoever comes from this address afterwards has to wait. */
describe('The rate limits of nginx', () => {
  const ask = (path: string, init: RequestInit) => fetch(`${stack().url}${path}`, init);
  /** Asks many times at once until one is refused, however slowly it is answered; that answer, and the statuses of the others. */
  const untilRefused = async (path: string, init: RequestInit) => {
    const answers: Response[] = [];
    const refused = await eventually(
      async () => {
        answers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => ask(path, init)))));
        return answers.find(({ status }) => status === 429);
      },
      { what: `a refusal of ${path}` },
    );
    const others = answers.map(({ status }) => status).filter((status) => status !== 429);
    return { refused, others: [...new Set(others)] };
  };
  const expectProblem = async (refused: Response) => {
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  };

  it('hold for each credential', async () => {
    const [one, other] = [await company(), await company()];
    const asked = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const path = '/api/v1/deliveries/none';
    const { refused, others } = await untilRefused(path, asked(one.token));
    await expectProblem(refused);
    expect(others).toEqual([404]);
    // Another credential from the same address is not concerned.
    expect((await ask(path, asked(other.token))).status).toBe(404);
  });

  it('hold for each address without one', async () => {
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const { refused, others } = await untilRefused('/api/v1/auth/token', init);
    await expectProblem(refused);
    expect(others).toEqual([422]);
  });

  it('are told to a browser by a page, in its language, with a style that the page may have', async () => {
    const wants = (language: string) => ({
      headers: { accept: 'text/html,application/xhtml+xml', 'accept-language': language },
    });
    const page = async (language: string) => (await untilRefused('/sign-in', wants(language))).refused;
    const english = await page('en-GB,ru;q=0.5');
    expect(english.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(english.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(Number(english.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const text = await english.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Too many requests');
    expect(await (await page('ru-RU,ru;q=0.9,en;q=0.8')).text()).toContain('Слишком много запросов');
    expect((await fetch(`${stack().url}/assets/anika.css`)).status).toBe(200);
    await expectProblem((await untilRefused('/api/v1/status', wants('ru'))).refused);
  });
});
