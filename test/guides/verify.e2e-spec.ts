import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { company, deliveryIn, grant, publish, topicOf } from '@anika/testing';
import { Example } from './examples';

const DOCS = join(__dirname, '../../docs');
const FILES = {
  node: 'endpoint.mjs',
  python: 'endpoint.py',
  go: 'endpoint.go',
  java: 'Endpoint.java',
  php: 'endpoint.php',
} as const;

describe('The guide’s endpoints that verify webhooks', () => {
  it.each(['node', 'python', 'go'] as const)(
    'take what ANIKA sends, and nothing else: %s',
    async (language) => {
      const secret = `whsec_${randomBytes(32).toString('base64')}`;
      const example = await Example.start(language, secret);
      try {
        const [dealer, bank] = await Promise.all([company(), company()]);
        const topic = await topicOf(dealer);
        await grant(dealer, topic, bank);
        await bank.api.post('/subscriptions', { topicId: topic.id, url: example.url, secret }).expect(201);

        const messageId = await publish(dealer, topic, {
          car: 'Лада',
          price: 12345678901234567890n.toString(),
        });

        const { attempts } = await deliveryIn(bank, messageId, 'delivered');
        expect(attempts[0]?.statusCode).toBe(204);
        expect(example.output).toContain(`car.chosen ${messageId}`);
        expect(await forged(example.url)).toBe(401);
      } finally {
        example.stop();
      }
    },
  );

  it.each(['verify.md', 'verify.ru.md'])('stand in %s as they are', (page) => {
    const text = readFileSync(join(DOCS, 'guides', page), 'utf8');
    for (const [language, file] of Object.entries(FILES)) {
      const code = readFileSync(join(DOCS, 'examples/verify', language, file), 'utf8').trimEnd();
      expect(text).toContain(code);
    }
  });
});

async function forged(url: string): Promise<number> {
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}`,
  };
  const answer = await fetch(url, { method: 'POST', headers, body: '{"type":"car.chosen"}' });
  return answer.status;
}
