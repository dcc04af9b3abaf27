import { company, kill, Ledger, stack, type StackApp } from '@anika/testing';

const MESSAGES = 400;
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
  const burst = (count: number, init: RequestInit, path: string) =>
    Promise.all(Array.from({ length: count }, () => fetch(`${stack().url}/api/v1${path}`, init)));
  const expectRefusals = async (answers: readonly Response[], others: readonly number[]) => {
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(answers.length);
    expect(others).toEqual(
      expect.arrayContaining(answers.map(({ status }) => status).filter((status) => status !== 429)),
    );
    const [answer] = refused;
    expect(answer!.headers.get('content-type')).toBe('application/problem+json');
    expect(Number(answer!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await answer!.json()).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  };

  it('hold for each credential', async () => {
    const [one, other] = [await company(), await company()];
    const asked = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    await expectRefusals(await burst(2300, asked(one.token), '/deliveries/none'), [404]);
    // Another credential from the same address is not concerned.
    const [answer] = await burst(1, asked(other.token), '/deliveries/none');
    expect(answer!.status).toBe(404);
  });

  it('hold for each address without one', async () => {
    const init = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    await expectRefusals(await burst(200, init, '/auth/token'), [422]);
  });

  it('are told to a browser by a page, in its language, with a style that the page may have', async () => {
    const wants = (language: string) => ({
      headers: { accept: 'text/html,application/xhtml+xml', 'accept-language': language },
    });
    const page = async (language: string) => {
      const answers = await Promise.all(
        Array.from({ length: 200 }, () => fetch(`${stack().url}/sign-in`, wants(language))),
      );
      return answers.find(({ status }) => status === 429)!;
    };
    const english = await page('en-GB,ru;q=0.5');
    expect(english.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(english.headers.get('content-security-policy')).toContain("style-src 'self'");
    expect(Number(english.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    const text = await english.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Too many requests');
    expect(await (await page('ru-RU,ru;q=0.9,en;q=0.8')).text()).toContain('Слишком много запросов');
    expect((await fetch(`${stack().url}/assets/anika.css`)).status).toBe(200);
    const refused = await burst(200, wants('ru'), '/status');
    expect(refused.find(({ status }) => status === 429)!.headers.get('content-type')).toBe(
      'application/problem+json',
    );
  });
});
