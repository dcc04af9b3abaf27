import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiClient, signIn } from './api.mjs';
import { startDemoEndpoint } from './demo-endpoint.mjs';

// The secret of a subscription that does not exist yet; it is replaced before the first webhook can arrive.
const NO_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;
const COMPANIES = {
  dealer: { company: 'АвтоЭкспресс', name: 'Анна Дилер', email: 'dealer@avtoexpress.example' },
  bank: { company: 'ЭкспоБанк', name: 'Борис Банкир', email: 'bank@expobank.example' },
  insurer: { company: 'Полис', name: 'Вера Страховая', email: 'insurer@polis.example' },
};
const CHOICE = {
  type: 'car.chosen',
  data: { client: { name: 'Иван Петров', city: 'Москва' }, car: 'Lada Vesta', price: 1450000 },
};
const WEBHOOK_SECONDS = 15;

/**
 * The demo: on the first start the story is played through the REST API and told line by line; on each start the demo bank's
 * endpoint listens again. Answers the demo's logins and key, and how to stop the endpoint.
 */
export async function playStory({ url, dataDir, report, secrets }) {
  const file = join(dataDir, 'demo.json');
  const saved = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  let arrived;
  const firstWebhook = new Promise((resolve) => (arrived = resolve));
  const endpoint = await startDemoEndpoint({
    port: saved?.port,
    secret: saved?.secret ?? NO_SECRET,
    onWebhook: ({ valid, event }) => {
      report.line(
        valid
          ? `  → ЭкспоБанк received ${event.type} ${JSON.stringify(event.data)} (${event.id}), signature valid`
          : '  → ЭкспоБанк received a request without a valid signature and refused it',
      );
      if (valid) arrived(event);
    },
  });
  const demo = saved
    ? await resume({ url, saved, endpoint })
    : await play({ url, endpoint, report, firstWebhook });
  const portalLogins = [
    demo.logins.dealer,
    demo.logins.bank,
    { company: 'ANIKA', email: secrets.operatorEmail, password: secrets.operatorPassword },
  ];
  // The sign-in page reads it, too.
  writeFileSync(file, JSON.stringify({ ...demo, portalLogins }, null, 2), { mode: 0o600 });
  return { demo, stop: () => endpoint.close() };
}

/** The endpoint's port was taken by somebody else: the subscription follows it. */
async function resume({ url, saved, endpoint }) {
  if (saved.port === endpoint.port) return saved;
  const bank = await signIn(url, saved.logins.bank);
  await bank('PATCH', `/subscriptions/${saved.subscriptionId}`, { url: endpointUrl(endpoint) });
  return { ...saved, port: endpoint.port };
}

async function play({ url, endpoint, report, firstWebhook }) {
  report.title('The story: a client of АвтоЭкспресс chooses a car');
  const anyone = apiClient(url);
  const partners = {};
  const logins = {};
  for (const [role, company] of Object.entries(COMPANIES)) {
    const password = randomBytes(9).toString('base64url');
    partners[role] = (await anyone('POST', '/auth/register', { ...company, password })).partner;
    logins[role] = { company: company.company, email: company.email, password };
  }
  tell(
    report,
    'POST /auth/register',
    'Three companies join: the dealer АвтоЭкспресс, the bank ЭкспоБанк, the insurer Полис',
  );
  const dealer = await signIn(url, logins.dealer);
  const bank = await signIn(url, logins.bank);
  const insurer = await signIn(url, logins.insurer);

  const topic = await dealer('POST', '/topics', {
    name: 'car-choice',
    title: 'Выбор машины',
    description: 'Which cars the clients of АвтоЭкспресс choose',
  });
  tell(report, 'POST /topics', `The dealer opens the topic «Выбор машины» (${topic.id})`);
  await dealer('PUT', `/topics/${topic.id}/grants/${partners.bank.id}`, {});
  tell(report, 'PUT /topics/…/grants/…', 'and lets the bank read it');
  const subscription = await bank('POST', '/subscriptions', {
    topicId: topic.id,
    url: endpointUrl(endpoint),
  });
  endpoint.useSecret(subscription.secret);
  tell(report, 'POST /subscriptions', `The bank subscribes its endpoint ${endpointUrl(endpoint)}`);

  const message = await dealer('POST', `/topics/${topic.id}/messages`, CHOICE);
  tell(report, 'POST /topics/…/messages', `A client picks a car; the dealer publishes it: 202 ${message.id}`);
  await inTime(firstWebhook);
  const status = await insurer('GET', `/topics/${topic.id}/messages`).then(
    () => 200,
    (error) => error.status,
  );
  tell(report, 'GET /topics/…/messages', `The insurer was not granted access and sees nothing: ${status}`);
  const { key } = await dealer('POST', '/api-keys', { name: 'Demo', scopes: ['messages:write'] });
  return {
    logins,
    key,
    topicId: topic.id,
    subscriptionId: subscription.id,
    secret: subscription.secret,
    port: endpoint.port,
  };
}

const endpointUrl = ({ port }) => `http://127.0.0.1:${port}/anika`;
const tell = (report, call, text) => report.line(`  ${call.padEnd(26)} ${text}`);

async function inTime(webhook) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The bank's webhook did not arrive within ${WEBHOOK_SECONDS} s.`)),
      WEBHOOK_SECONDS * 1000,
    );
  });
  await Promise.race([webhook, late]);
  clearTimeout(timer);
}
