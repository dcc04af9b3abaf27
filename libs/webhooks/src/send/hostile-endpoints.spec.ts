import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { EndpointServer } from '../../test/endpoint-server';
import { HOSTILE_ANSWERS, type HostileAnswer } from '../../test/hostile-answers';
import { withLateness } from '../../test/lateness';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8') };
const limits = { ...DEFAULT_LIMITS, totalMs: 400 };
const MB = 1 << 20;
/** Of the event loop, in which the memory in use is looked at. */
const TURNS = 5;
// More than the buffers of two sockets hold, so that one that does not read stops it.
const LARGE = Buffer.alloc(8 * MB, '.');
const SMALL = Buffer.from('{}');

// Bounds of time are in the tests: this is room for a machine that is busy with something else.
jest.setTimeout(60_000);

describe('sendAttempt: an endpoint', () => {
  let agent: EndpointAgent;
  beforeEach(() => {
    agent = new EndpointAgent({ policy });
  });
  afterEach(async () => {
    await EndpointServer.stopAll();
    await agent.close();
  });

  const serve = ({ act }: HostileAnswer) =>
    EndpointServer.tcp((socket) => void socket.once('data', () => act(socket)));
  const attempt = (url: string, body = SMALL, totalMs = limits.totalMs) =>
    sendAttempt({ url, headers: {}, body, limits: { ...limits, totalMs }, dispatcher: agent });

  it.each(HOSTILE_ANSWERS)('with $name is told in plain words and in time', async (answer) => {
    const server = await serve(answer);
    const { error, statusCode, response } = answer.expected;
    const body = answer.name.includes('not read') ? LARGE : SMALL;
    const totalMs = error?.class === 'timeout' ? limits.totalMs : 5_000;
    const { result, lateMs } = await withLateness(() => attempt(server.url, body, totalMs));
    expect(result).toMatchObject({ outcome: error === undefined ? 'success' : 'failure' });
    expect(result.error).toEqual(error);
    expect(result.statusCode).toBe(statusCode);
    if (error?.class !== 'timeout') expect(result.response).toBe(response);
    expect(result.durationMs).toBeLessThan(limits.totalMs + 400 + lateMs);
  });

  it('of any such kind takes no memory, many at once and again and again', async () => {
    const slow = HOSTILE_ANSWERS.filter(({ expected }) => expected.error?.class === 'timeout');
    const quick = HOSTILE_ANSWERS.filter((answer) => !slow.includes(answer));
    const urls = new Map(
      await Promise.all(HOSTILE_ANSWERS.map(async (answer) => [answer, (await serve(answer)).url] as const)),
    );
    const fiveOf = async (answers: readonly HostileAnswer[], totalMs: number) => {
      const five = answers.flatMap((answer) => Array.from({ length: 5 }, () => answer));
      const results = await Promise.all(five.map((answer) => attempt(urls.get(answer)!, SMALL, totalMs)));
      expect(results.map(({ error }) => error)).toEqual(five.map(({ expected }) => expected.error));
    };
    await fiveOf(quick, 5_000);
    const before = await used();
    let most = before;
    for (let count = 0; count < 12; count += 1) {
      await fiveOf(quick, 5_000);
      most = Math.max(most, await used());
    }
    await fiveOf(slow, limits.totalMs);
    expect(Math.max(most, await used()) - before).toBeLessThan(8 * MB);
    expect(agent.size).toBe(0);
  });
});

/** Memory in use after garbage collections: what was closed is let go in later turns, and its buffers after another collection. */
async function used(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let least = Infinity;
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise(setImmediate);
    collect();
    const { heapUsed, external } = process.memoryUsage();
    least = Math.min(least, heapUsed + external);
  }
  return least;
}
