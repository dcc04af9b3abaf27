import { randomBytes, randomUUID } from 'node:crypto';
import type { CreatedApiKey, CreatedSubscription, RotatedSecret } from '@anika/contracts';
import { Client, company, grant, mongoClient, Receiver, topicOf } from '@anika/testing';
import { auditPage, withDatabase } from './audit-log';

const SECRET_WORD = 'hush-this-is-nobodys-business';
/** Who asks later what the person is called is told what holds then. */
const PERSON = 'Zinaida Gippius';

describe('Secrets', () => {
  const receiver = Receiver.forSuite();

  /** Everything that the stores have of a partner, as text. */
  async function storedOf(partnerId: string): Promise<string> {
    const client = mongoClient();
    try {
      const documents = await client.db().collection('audit').find({ partnerId }).toArray();
      const rows = await Promise.all(
        (['auth', 'topics'] as const).map((name) =>
          withDatabase(name, async (database) => {
            const found = await database.query('SELECT * FROM audit_entry WHERE partner_id = $1', [
              partnerId,
            ]);
            return found.rows as unknown[];
          }),
        ),
      );
      return JSON.stringify([documents, rows]);
    } finally {
      await client.close();
    }
  }

  it('are nowhere in the log, nor in what is stored of it', async () => {
    const [dealer, bank] = [await company(), await company()];
    const topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
    const own = `whsec_${randomBytes(32).toString('base64')}`;
    const url = receiver.url(`/${randomUUID()}?token=${SECRET_WORD}`);
    const created = await bank.api
      .post('/subscriptions', {
        topicId: topic.id,
        url,
        secret: own,
        headers: { 'x-api-token': SECRET_WORD },
      })
      .expect(201);
    const { id } = created.body as CreatedSubscription;
    await bank.api.patch(`/subscriptions/${id}`, { headers: { 'x-other': SECRET_WORD } }).expect(200);
    const rotated = await bank.api.post(`/subscriptions/${id}/rotate-secret`, {}).expect(200);
    const { secret } = rotated.body as RotatedSecret;
    const made = await bank.api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const { key } = made.body as CreatedApiKey;
    await new Client(key).post(`/subscriptions/${id}/pause`).expect(403);
    await bank.api
      .post('/users', {
        name: PERSON,
        email: `${randomUUID()}@example.com`,
        password: SECRET_WORD,
        role: 'viewer',
      })
      .expect(201);
    const invite = { email: `${randomUUID()}@example.com`, role: 'viewer', name: PERSON };
    await bank.api.post('/invitations', invite).expect(201);
    await bank.api.patch('/auth/me', { name: PERSON }).expect(200);
    await bank.api.post(`/subscriptions/${id}/replay`, { only: 'failed' }).expect(202);
    await bank.api.post(`/subscriptions/${id}/pause`, { [SECRET_WORD]: SECRET_WORD }).expect(200);

    const { data } = await auditPage(bank.api);
    expect(
      data.filter(({ object, related }) => [object, ...related].some((one) => one.id === id)),
    ).toHaveLength(6);
    expect(data.find(({ action }) => action === 'subscription.create')?.changes.toSorted()).toEqual(
      ['headers', 'secret', 'topicId', 'url'].toSorted(),
    );
    const stored = await storedOf(bank.partner.id);
    expect(stored).not.toContain(PERSON);
    for (const text of [JSON.stringify(data), stored]) {
      expect(text).toContain(id);
      for (const hidden of [SECRET_WORD, own, secret!, key, bank.token, url])
        expect(text).not.toContain(hidden);
    }
  });
});
