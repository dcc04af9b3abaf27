import type { DescribedGrant, DescribedSubscription, Topic } from '@anika/contracts';
import { channel, type Company, company, grant, Receiver, subscribe, topicOf } from '@anika/testing';

interface Listed<T> {
  readonly data: T[];
  readonly nextCursor: string | null;
}
async function list<T>({ api }: Company, path: string): Promise<Listed<T>> {
  return (await api.get(path).expect(200)).body as Listed<T>;
}

describe('Lists say what a page needs', () => {
  const receiver = Receiver.forSuite();

  it('of topics: the owner’s name, and for shared ones the reader’s grant', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await dealer.api
      .put(`/topics/${topic.id}/grants/${bank.partner.id}`, { fields: ['car'], expiresAt })
      .expect(200);
    const owned = await list<Topic>(dealer, '/topics');
    expect(owned.data).toMatchObject([{ id: topic.id, ownerName: dealer.partner.name }]);
    expect(owned.data[0]).not.toHaveProperty('grant');
    const shared = await list<Topic>(bank, '/topics?scope=shared');
    expect(shared.data).toMatchObject([
      { id: topic.id, ownerName: dealer.partner.name, grant: { fields: ['car'], expiresAt } },
    ]);
    const one = await bank.api.get(`/topics/${topic.id}`).expect(200);
    expect(one.body).toMatchObject({ grant: { fields: ['car'], expiresAt } });
  });

  it('of subscriptions: topic and owner by name; narrowed by topic, status and health', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const other = await topicOf(dealer);
    await grant(dealer, other, bank);
    const paused = await subscribe(bank, other, receiver);
    await bank.api.post(`/subscriptions/${paused.id}/pause`).expect(200);
    const names = { topicTitle: topic.title, ownerId: dealer.partner.id, ownerName: dealer.partner.name };
    const ids = async (query: string) =>
      (await list<DescribedSubscription>(bank, `/subscriptions?${query}`)).data.map(({ id }) => id);
    expect(await ids('')).toEqual([subscription.id, paused.id]);
    expect(await ids('status=paused')).toEqual([paused.id]);
    expect(await ids('status=active&health=healthy')).toEqual([subscription.id]);
    expect(await ids(`topicId=${topic.id}`)).toEqual([subscription.id]);
    expect(await ids('health=failing')).toEqual([]);
    await bank.api.get('/subscriptions?health=well').expect(422);
    const [first] = (await list<DescribedSubscription>(bank, '/subscriptions?limit=1')).data;
    expect(first).toMatchObject({ id: subscription.id, topicName: topic.name, ...names });

    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await dealer.api.patch(`/topics/${topic.id}`, { title: 'A secret of the dealer' }).expect(200);
    const unseen = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect(unseen.body).toMatchObject({ topicName: null, topicTitle: null, ownerName: dealer.partner.name });
  });

  it('of grants over all topics: what is given and received, by partner and topic, by pages', async () => {
    const [dealer, bank, polis] = await Promise.all([company('Dealer'), company('Bank'), company('Polis')]);
    const first = await topicOf(dealer);
    const second = await topicOf(dealer);
    for (const topic of [first, second]) for (const to of [bank, polis]) await grant(dealer, topic, to);
    const given = await list<DescribedGrant>(dealer, '/grants?direction=given');
    expect(given.data).toHaveLength(4);
    expect(given.data.filter(({ partnerId }) => partnerId === bank.partner.id)).toMatchObject([
      { topicId: first.id, topicName: first.name, topicTitle: first.title, partnerName: bank.partner.name },
      { topicId: second.id, ownerName: dealer.partner.name, fields: null, expiresAt: null },
    ]);
    const paged: DescribedGrant[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: Listed<DescribedGrant> = await list(dealer, `/grants?direction=given&limit=3${more}`);
      paged.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(given.data);
    const toBank = await list<DescribedGrant>(dealer, `/grants?direction=given&partnerId=${bank.partner.id}`);
    expect(toBank.data.map(({ topicId }) => topicId)).toEqual([first.id, second.id]);
    const ofFirst = await list<DescribedGrant>(dealer, `/grants?direction=given&topicId=${first.id}`);
    expect(ofFirst.data).toHaveLength(2);
    const received = await list<DescribedGrant>(
      bank,
      `/grants?direction=received&partnerId=${dealer.partner.id}`,
    );
    expect(received.data).toEqual(toBank.data);
    expect((await list(bank, '/grants?direction=given')).data).toEqual([]);
    await dealer.api.delete(`/topics/${second.id}/grants/${bank.partner.id}`).expect(204);
    expect((await list(bank, '/grants?direction=received')).data).toHaveLength(1);
    await bank.api.get('/grants').expect(422);
    await bank.api.get('/grants?direction=received&cursor=eA').expect(422);
  });
});
