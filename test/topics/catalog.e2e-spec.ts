import { randomUUID } from 'node:crypto';
import type { Topic } from '@anika/contracts';
import { type Company, company, operator } from '@anika/testing';
import { inTopics } from '../access/access';

interface Listed {
  readonly data: readonly Topic[];
  readonly nextCursor: string | null;
}

describe('The catalogue', () => {
  let dealer: Company;
  let bank: Company;
  beforeAll(async () => {
    [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
  });

  const offered = async (title: string, name = `t-${randomUUID()}`) => {
    const body = { name, title, visibility: 'catalog' };
    return (await dealer.api.post('/topics', body).expect(201)).body as Topic;
  };
  const list = async (query: Record<string, string>) => {
    const parameters = new URLSearchParams({ scope: 'catalog', ...query });
    return (await bank.api.get(`/topics?${parameters}`).expect(200)).body as Listed;
  };
  const found = async (q: string) => (await list({ q, limit: '200' })).data.map(({ id }) => id);
  /** All of them by pages of two. */
  const paged = async (q: string) => {
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Listed = await list({ q, limit: '2', ...(cursor && { cursor }) });
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return ids;
  };

  it('begins with the newest, and its pages go on behind what was seen although a newer one comes', async () => {
    const word = randomUUID();
    const ids: string[] = [];
    for (const number of [1, 2, 3, 4, 5]) ids.unshift((await offered(`${word} ${number}`)).id);
    expect(await paged(word)).toEqual(ids);
    const first = await list({ q: word, limit: '2' });
    const newer = await offered(`${word} 6`);
    const second = await list({ q: word, limit: '2', cursor: first.nextCursor! });
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect((await list({ limit: '1', q: word })).data[0]?.id).toBe(newer.id);
    const owned = (await dealer.api.get(`/topics?limit=200&q=${word}`).expect(200)).body as Listed;
    expect(owned.data.map(({ id }) => id)).toEqual([...ids.toReversed(), newer.id]);
  });

  it('is searched by a part of title or name, in letters of any case, and no sign stands for another', async () => {
    const word = randomUUID();
    const title = await offered(`${word} Выбор МАШИНЫ 50%_\\`);
    const name = await offered('Another title', `${word}-car.choice`);
    expect(await found(word.toUpperCase())).toEqual([name.id, title.id]);
    expect(await found(`${word} выБОР машин`)).toEqual([title.id]);
    expect(await found(`${word}-CAR.`)).toEqual([name.id]);
    expect(await found(`${word} Выбор МАШИНЫ 50%_\\`)).toEqual([title.id]);
    for (const q of [`${word}%Выбор`, `${word}_Выбор`, `${word}-car_choice`])
      expect(await found(q)).toEqual([]);
    await bank.api.get(`/topics?scope=catalog&q=${'x'.repeat(101)}`).expect(422);
    await bank.api.get('/topics?scope=catalog&q=%00').expect(422);
    expect((await list({ q: '', limit: '1' })).data).toHaveLength(1);
    await dealer.api.patch(`/topics/${title.id}`, { visibility: 'private' }).expect(200);
    expect(await found(word)).toEqual([name.id]);
  });

  it('looks through 1,000 topics at a time: a page may have none, and says that there are more', async () => {
    const word = randomUUID();
    // The oldest of so many that are older than what other suites offer.
    const fill = `INSERT INTO topic (id, owner_id, name, title, description, visibility, state, version, kind)
      SELECT 'top_' || lpad(n::text, 26, '0'), $1, 'fill-' || n, CASE n WHEN 0 THEN $2 ELSE 'Fill' END, '', 'catalog', 'active', 1, 'regular'
      FROM generate_series(0, 1000) n`;
    await inTopics(fill, [dealer.partner.id, word]);
    try {
      const first = await list({ q: word });
      expect(first.data).toEqual([]);
      const second = await list({ q: word, cursor: first.nextCursor! });
      expect(second.data.map(({ title }) => title)).toEqual([word]);
      expect(second.nextCursor).toBeNull();
    } finally {
      await inTopics(`DELETE FROM topic WHERE owner_id = $1 AND name LIKE 'fill-%'`, [dealer.partner.id]);
    }
  });

  it('of partners is searched in letters of any case, too', async () => {
    const { partner } = await company('ЭкспоБанк');
    const q = encodeURIComponent(partner.name.toUpperCase());
    const answer = await (await operator()).get(`/partners?q=${q}`).expect(200);
    expect((answer.body as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual([partner.id]);
  });
});
