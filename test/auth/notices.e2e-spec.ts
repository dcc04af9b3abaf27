import { randomUUID } from 'node:crypto';
import { newId, type Notice } from '@anika/contracts';
import {
  channel,
  type Company,
  company,
  deliveryIn,
  eventually,
  operator,
  PASSWORD,
  publish,
  Receiver,
  signalApp,
  stack,
} from '@anika/testing';
import { Client as Database } from 'pg';
import { MailServer } from './mail-server';
import { MailingAuth } from './mailing-auth';
import { person, stackAuth, tell } from './notices';

/** Time passes by moving the rows' times in the database. */
describe('Notices by mail', () => {
  const server = new MailServer();
  const auth = new MailingAuth(() => server.url);
  const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
  let receiver: Receiver;

  beforeAll(async () => {
    await server.start();
    [receiver] = await Promise.all([Receiver.start(), auth.start(), database.connect()]);
  });
  afterAll(async () => {
    expect(await auth.stop()).toBe(0);
    await Promise.all([server.stop(), database.end(), receiver.stop()]);
  });
  beforeEach(() => {
    server.verdict = 250;
  });

  const arrival = (email: string, count = 1) =>
    eventually(() => server.to(email).length >= count && server.to(email), {
      what: `mail ${count} to ${email}`,
    });
  const rows = async (sql: string, values: unknown[]) => (await database.query(sql, values)).rows as object[];
  const queued = (email: string) => rows('SELECT FROM mail WHERE recipient = $1', [email]);
  const gathered = (email: string) =>
    rows(
      'SELECT n.kind FROM notice n JOIN app_user u ON u.id = n.user_id WHERE u.email = $1 ORDER BY n.kind',
      [email],
    );
  const passHour = (email: string) =>
    rows('UPDATE notice SET next_at = now() FROM app_user u WHERE u.id = user_id AND u.email = $1', [email]);
  const settled = (email: string) =>
    eventually(
      async () => {
        const pending = await rows(
          'SELECT FROM notice n JOIN app_user u ON u.id = n.user_id WHERE u.email = $1 AND n.since IS NOT NULL',
          [email],
        );
        return pending.length + (await queued(email)).length === 0;
      },
      { what: `nothing waiting for ${email}` },
    );
  const notice = ({ partner }: Company, more: Partial<Notice> = {}): Notice => ({
    partnerId: partner.id,
    key: randomUUID(),
    type: 'subscription.failing',
    ...more,
  });

  it('tell who may decide that access is asked for, in the person’s language and without the words of another company', async () => {
    const [dealer, bank] = await Promise.all([company('АвтоЭкспресс'), company('ЭкспоБанк')]);
    const [member, viewer] = await Promise.all([person(dealer, 'member'), person(dealer, 'viewer')]);
    await member.api.patch('/auth/me', { locale: 'ru' }).expect(200);
    await viewer.api.patch('/auth/me', { notices: { access: true } }).expect(200);
    const name = `choice-${randomUUID().slice(0, 8)}`;
    const offered = { name, title: 'Выбор машины', visibility: 'catalog' };
    const { body: topic } = await dealer.api.post('/topics', offered).expect(201);
    const reason = `because-${randomUUID()}`;
    const requests = `/topics/${(topic as { id: string }).id}/access-requests`;
    const { body: request } = await bank.api.post(requests, { reason }).expect(201);

    const [mail] = await arrival(dealer.email);
    expect(mail!.text).toContain(`asks for access to the topic “${name}”`);
    expect(mail!.text).toContain(`${stack().url}/access?tab=requests\r\n`);
    expect(mail!.text).toContain(`${stack().url}/settings/notifications\r\n`);
    expect(mail!.raw + mail!.text).not.toContain(reason);
    const [inRussian] = await arrival(member.email);
    expect(inRussian!.text).toContain(`Компания просит доступ к топику «${name}».`);
    expect(await gathered(viewer.email)).toEqual([]);
    expect(await gathered(bank.email)).toEqual([]);

    await dealer.api.post(`/access-requests/${(request as { id: string }).id}/approve`, {}).expect(200);
    const [approved] = await arrival(bank.email);
    expect(approved!.text).toContain(`Your request for access to the topic “${name}” was approved.`);
    expect(server.to(dealer.email)).toHaveLength(1);
  });

  it('tell of a subscription that fails and of a delivery given up, without address and answer; no outcome waits for them', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const member = await person(bank, 'member');
    const answer = `answer-${randomUUID()}`;
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end(answer));
    signalApp('gateway', 'SIGSTOP');
    try {
      await deliveryIn(bank, await publish(dealer, topic), 'dead');
    } finally {
      signalApp('gateway', 'SIGCONT');
    }
    const dead = await eventually(
      () => server.to(bank.email).find(({ text }) => text.includes('was given up')),
      { what: 'the mail of the dead delivery' },
    );
    expect(dead.text).toContain(`A delivery of the topic “${topic.name}” was given up.`);
    expect(dead.text).toContain(`/subscriptions/${subscription.id}/deliveries?state=dead\r\n`);
    const failing = await eventually(
      () => server.to(member.email).find(({ text }) => text.includes('is failing')),
      { what: 'the mail of the failing subscription' },
    );
    expect(failing.text).toContain(`Your subscription to the topic “${topic.name}” is failing.`);
    for (const mail of [...server.to(bank.email), ...server.to(member.email)])
      for (const hidden of [answer, subscription.path, receiver.url('')])
        expect(mail.raw + mail.text).not.toContain(hidden);
    // To a member dead letters are mailed only on demand.
    expect(await gathered(bank.email)).toContainEqual({ kind: 'delivery' });
    expect(await gathered(member.email)).not.toContainEqual({ kind: 'delivery' });
    expect(await gathered(dealer.email)).toEqual([]);
  });

  it('are two for 10,000 dead deliveries, told twice by several replicas at once', async () => {
    const bank = await company('ЭкспоБанк');
    const topicName = 'car-choice';
    const subscriptionId = newId('subscription');
    const dead = () => notice(bank, { type: 'delivery.dead', topicName, subscriptionId });
    const first = dead();
    expect(await tell(stackAuth(), [first])).toEqual({ status: 200, taken: 1 });
    const [single] = await arrival(bank.email);
    expect(single!.text).toContain('A delivery of the topic “car-choice” was given up.');

    const rest = Array.from({ length: 9999 }, dead);
    const batches = Array.from({ length: 20 }, (_, index) => rest.slice(index * 500, index * 500 + 500));
    // One batch after the other from each, as replicas of messages do.
    const told = async (port: number) => {
      let sum = 0;
      for (const batch of [[first], ...batches]) sum += (await tell(port, batch)).taken!;
      return sum;
    };
    const sums = await Promise.all([told(stackAuth()), told(auth.httpPort)]);
    expect(sums[0]! + sums[1]!).toBe(9999);
    expect(server.to(bank.email)).toHaveLength(1);
    expect(await queued(bank.email)).toEqual([]);
    await passHour(bank.email);
    const [, second] = await arrival(bank.email, 2);
    expect(second!.raw).toContain('Subject: ANIKA: Deliveries were given up (9999)');
    expect(second!.text).toContain('Deliveries were given up (car-choice): 9999.');
    await passHour(bank.email);
    await settled(bank.email);
    expect(server.to(bank.email)).toHaveLength(2);
  });

  it('of other kinds and people do not wait for each other, and say what happened by its numbers', async () => {
    const dealer = await company('АвтоЭкспресс');
    const member = await person(dealer, 'member');
    await tell(stackAuth(), [notice(dealer), notice(dealer, { type: 'access.revoked' })]);
    const mails = await arrival(dealer.email, 2);
    expect(mails.map(({ text }) => text.split('\n')[0]).toSorted()).toEqual([
      expect.stringMatching(/^Your company no longer has access to a topic\./) as string,
      expect.stringMatching(/^Your subscription to a topic is failing\./) as string,
    ]);
    await arrival(member.email, 2);
    await tell(stackAuth(), [
      notice(dealer),
      notice(dealer),
      notice(dealer, { type: 'subscription.recovered', topicName: 'car-choice' }),
    ]);
    await passHour(dealer.email);
    const [, , several] = await arrival(dealer.email, 3);
    expect(several!.raw).toContain('Subject: ANIKA: News of your subscriptions (3)');
    expect(several!.text).toContain('Subscriptions are failing: 2.');
    expect(several!.text).toContain('Your subscription to the topic “car-choice” has recovered.');
    expect(server.to(member.email)).toHaveLength(2);
  });

  it.each(['turns them off', 'is disabled', 'has another address', 'is of a suspended company'])(
    'do not go to a person who meanwhile %s',
    async (what) => {
      const dealer = await company('АвтоЭкспресс');
      const { id, email, api } = await person(dealer, 'member');
      server.verdict = 451;
      await tell(stackAuth(), [notice(dealer)]);
      await eventually(() => server.offered.includes(email), { what: 'a refused mail' });
      const moved = { email: `${randomUUID()}@example.com`, currentPassword: PASSWORD };
      const { partner } = dealer;
      await {
        'turns them off': () => api.patch('/auth/me', { notices: { subscription: false } }),
        'is disabled': () => dealer.api.patch(`/users/${id}`, { status: 'disabled' }),
        'has another address': () => api.patch('/auth/me', moved),
        'is of a suspended company': async () =>
          (await operator()).patch(`/partners/${partner.id}`, { status: 'suspended' }),
      }[what]!();
      server.verdict = 250;
      await rows('UPDATE mail SET due_at = now() WHERE recipient = $1', [email]);
      await settled(email);
      expect(server.to(email)).toEqual([]);

      await tell(stackAuth(), [notice(dealer)]);
      await Promise.all([passHour(email), passHour(moved.email)]);
      await Promise.all([settled(email), settled(moved.email)]);
      expect(server.to(email)).toEqual([]);
      expect(server.to(moved.email)).toHaveLength(what === 'has another address' ? 1 : 0);
    },
  );

  it('are taken from our own services only; what a newer version tells is left out', async () => {
    const dealer = await company('АвтоЭкспресс');
    expect(await tell(stackAuth(), [notice(dealer)], 'a wrong secret of theirs')).toMatchObject({
      status: 401,
    });
    const unknown = notice(dealer, { type: 'topic.renamed' });
    const nobody = { ...notice(dealer), partnerId: newId('partner') };
    expect(await tell(stackAuth(), [unknown, nobody, notice(dealer)])).toEqual({ status: 200, taken: 1 });
    expect((await fetch(`${stack().url}/internal/notices`, { method: 'POST' })).status).toBe(404);
  });
});
