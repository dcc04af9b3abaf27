import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiClient, signIn } from './api.mjs';
import { root } from './paths.mjs';
import { removePostgresData } from './postgres.mjs';
import { PythonEnvironment } from './python.mjs';
import { fail, Report } from './report.mjs';
import { startStack } from './stack.mjs';

const HELP = `npm run test:contract -- [options for schemathesis]

Sends generated requests, sensible and senseless, to every route of docs/openapi.json on a throw-away stack, and fails when an
answer is a 500 or not as the document says. Takes some minutes. For example: --include-path /api/v1/topics --max-examples 100
`;
/** Of the ids in the document's examples: real objects take their place. */
const EXAMPLE = '01kavwz1w6fzrrjx8m41rp7swe';
/** A stream has no end, and a session's cookie is none of these tokens. */
const ALONE = '/stream$|/auth/session$';
/** What ends the session that asks: tried with another one. */
const ENDS_SESSION = '/sessions|/users/|/auth/password$|/auth/me$';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];
const ENV = {
  REGISTRATION: 'open',
  RATE_ADDRESS: '5000r/s',
  LOGIN_ATTEMPTS: '1000000',
  LOGIN_ATTEMPTS_PER_ADDRESS: '1000000',
  LIMIT_MESSAGES_PER_SECOND: '100000',
  LIMIT_DELIVERIES_PER_SECOND: '1000000',
  LIMIT_TOPICS: '100000',
  LIMIT_API_KEYS: '10000',
};

const report = new Report();
const args = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'anika-contract-'));
let stack;
let child;

if (args.includes('--help')) {
  process.stdout.write(HELP);
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child?.kill(signal));

try {
  const python = new PythonEnvironment(report, {
    folder: 'contract',
    file: 'requirements-contract.txt',
    what: 'schemathesis',
  });
  const program = await python.program('schemathesis');
  stack = await startStack({ dataDir, env: ENV, report });
  const { token, ids, person } = await seed(stack.url);
  const document = join(dataDir, 'openapi.json');
  writeFileSync(document, withIds(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8'), ids));
  const { operatorEmail: email, operatorPassword: password } = stack.secrets;
  const operator = await signInAs({ email, password });
  process.exitCode =
    (await run(program, document, token)) ||
    (await run(program, document, await signInAs(person), ['--include-path-regex', ENDS_SESSION])) ||
    (await run(program, document, operator, ['--include-path-regex', '/ops/|/partners']));
} catch (error) {
  await stack?.stop();
  fail(error);
}
await stack.stop();
removePostgresData(dataDir);
if (process.exitCode) report.line(`Logs: ${join(dataDir, 'logs')}`);
else rmSync(dataDir, { recursive: true, force: true });

function run(program, document, token, more = []) {
  const options = ['--checks', CHECKS.join(','), '--max-examples', '60', '--workers', '1', '--no-color'];
  // A long poll or a stream would wait for what nobody sends; the rest of what is asked for comes quickly.
  const left = [
    '--exclude-path-regex',
    more.length > 0 ? ALONE : `${ALONE}|${ENDS_SESSION}`,
    '--request-timeout',
    '30',
  ];
  const all = [
    'run',
    document,
    '--url',
    stack.url,
    '-H',
    `Authorization: Bearer ${token}`,
    ...options,
    ...left,
  ];
  child = spawn(program, [...all, ...more, ...args], {
    cwd: dataDir,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A company with one of everything, that owns a topic and subscribes to it. */
async function seed(url) {
  const email = `${randomUUID()}@example.com`;
  const password = randomUUID();
  const register = { company: 'Contract', name: 'Owner', email, password };
  const { partner, user } = await apiClient(url)('POST', '/auth/register', register);
  const call = await signIn(url, { email, password });
  const topic = await call('POST', '/topics', { name: 'contract', title: 'Contract' });
  // Nobody listens there: deliveries of every kind but delivered.
  const endpoint = { topicId: topic.id, url: 'http://127.0.0.1:8888/nobody', retrySchedule: [] };
  const subscription = await call('POST', '/subscriptions', endpoint);
  const message = await call('POST', `/topics/${topic.id}/messages`, {
    type: 'car.chosen',
    data: { car: 'Niva' },
  });
  const key = await call('POST', '/api-keys', { name: 'contract', scopes: ['topics:read'] });
  const replay = await call('POST', `/subscriptions/${subscription.id}/replay`, { only: 'all' });
  const inbox = await call('POST', '/inboxes', {});
  const invitation = await call('POST', '/invitations', {
    email: `${randomUUID()}@example.com`,
    role: 'viewer',
  });
  const erasure = await call('POST', `/topics/${topic.id}/erasures`, { filter: { type: 'none' } });
  const token = await signInAs({ email, password });
  const objects = [partner, user, topic, subscription, message, key, replay, inbox, invitation, erasure];
  return { token, ids: objects.map(({ id }) => id), person: { email, password } };
}

async function signInAs({ email: username, password }) {
  const credentials = { grant_type: 'password', username, password };
  return (await apiClient(stack.url)('POST', '/auth/token', credentials)).access_token;
}

function withIds(text, ids) {
  return ids.reduce((result, id) => result.replaceAll(`${id.slice(0, 4)}${EXAMPLE}`, id), text);
}
