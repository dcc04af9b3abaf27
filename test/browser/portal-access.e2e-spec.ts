import { readFileSync } from 'node:fs';
import type { Grant, Topic } from '@anika/contracts';
import { type Company, company, eventually, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Browser } from 'playwright-core';
import { enter, flaws, flip, open, refused, type Visitor, visitor } from './portal';

const DAY_MS = 86_400_000;
const SCHEMA = {
  type: 'object',
  properties: {
    car: { type: 'string', title: 'Марка' },
    vin: { type: 'integer', title: 'Номер кузова' },
    client: {
      type: 'object',
      title: 'Клиент',
      properties: { city: { type: 'string', title: 'Город' }, phone: { type: 'string', title: 'Телефон' } },
    },
  },
};
const HIDDEN = ['12345678901234567890', '+7 900', 'vin', 'phone', 'Номер кузова', 'Телефон'];
const SENT = '{"car":"Haval", "vin":12345678901234567890,"client":{"city":"Ка\\u0437ань", "phone":"+7 900"}}';
const ALLOWED = '{"car":"Haval","client":{"city":"Ка\\u0437ань"}}';

describe('Access, from the request to its end', () => {
  let browser: Browser;
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  let giver: Visitor;
  let asker: Visitor;

  beforeAll(async () => {
    [browser, dealer, bank] = await Promise.all([
      openBrowser(),
      company('АвтоЭкспресс'),
      company('ЭкспоБанк'),
    ]);
    const body = { name: 'car-choice', title: 'Выбор машины', visibility: 'catalog' };
    topic = (await dealer.api.post('/topics', body).expect(201)).body as Topic;
    const contract = {
      schema: SCHEMA,
      example: { car: 'Haval', client: { city: 'Казань', phone: '+7 900' } },
    };
    await dealer.api.put(`/topics/${topic.id}/contract/car.chosen`, contract).expect(201);
    await dealer.api
      .postRaw(`/topics/${topic.id}/messages`, `{"type":"car.chosen","data":${SENT}}`)
      .expect(202);
    giver = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
    asker = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    await Promise.all([enter(giver, dealer.email, PASSWORD), enter(asker, bank.email, PASSWORD)]);
  }, 90_000);
  afterAll(() => browser.close());

  it('is found by a part of its title, and asked for with a purpose', async () => {
    const { page } = asker;
    await page.goto(`${stack().url}/catalog`);
    const search = page.getByLabel('Title or name');
    await search.fill('no such topic');
    await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
    await search.fill('БОР МАШ');
    await page.locator(`tr[data-row="${topic.id}"]`).getByRole('link', { name: 'Выбор машины' }).click();
    await page.waitForURL(`${stack().url}/catalog/${topic.id}`);
    await page.getByRole('cell', { name: 'Марка' }).waitFor();
    await page.getByRole('button', { name: 'Ask for access' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Purpose').fill('Loans');
    await dialog.getByRole('button', { name: 'Ask for access' }).click();
    await page.getByText('The owner has not decided yet').waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('is given to two fields for 30 days, with the last message as they will see it', async () => {
    const { page } = giver;
    await page.goto(`${stack().url}/access?tab=requests`);
    await page.getByRole('link', { name: bank.partner.name }).click();
    const dialog = page.getByRole('dialog');
    const fields = dialog.getByRole('combobox', { name: 'Поля' });
    await fields.fill('data.car');
    await page.keyboard.press('Enter');
    await dialog.getByText('пишите car').waitFor();
    await page.keyboard.press('Backspace');
    await fields.fill('car,client.city,');
    await dialog.getByText('пишите car').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: '30 дней' }).click();
    const seen = dialog.getByRole('region', { name: `Как увидит ${bank.partner.name}` });
    await seen.getByText('Haval').waitFor();
    await seen.getByText('+7 900').waitFor({ state: 'detached' });
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Одобрить доступ' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { body } = await dealer.api.get(`/topics/${topic.id}/grants`).expect(200);
    const [given] = (body as { data: Grant[] }).data;
    expect(given).toMatchObject({ partnerId: bank.partner.id, fields: ['car', 'client.city'] });
    // To the end of that day.
    expect(Math.floor((Date.parse(given!.expiresAt!) - Date.now()) / DAY_MS)).toBe(30);
  }, 60_000);

  it('shows exactly these in the table, the drawer, the suggestions and the export', async () => {
    const { page } = asker;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (/\/messages/.test(response.url())) answers.push(response.text().catch(() => ''));
    });
    await page.reload();
    await page.getByRole('link', { name: 'Open messages' }).click();
    await page.getByRole('row', { name: /Марка: Haval\s*Клиент · Город: Казань/ }).waitFor();
    await page.getByRole('link', { name: 'car.chosen' }).click();
    const drawer = page.getByRole('dialog', { name: 'Message' });
    const fields = drawer.getByRole('region', { name: 'Fields' });
    await fields.getByText('Казань').waitFor();
    expect((await fields.innerText()).split('\n').filter((line) => line.trim())).toEqual([
      'Марка',
      'Haval',
      'Клиент · Город',
      'Казань',
    ]);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Conditions' }).click();
    await page.getByRole('combobox', { name: 'Field' }).click();
    const suggested = page.getByRole('listbox', { name: 'Field' }).getByRole('option');
    await suggested.first().waitFor();
    expect((await suggested.allInnerTexts()).toSorted()).toEqual(
      ['Message type', 'Клиент · Город', 'Марка'].toSorted(),
    );
    await page.keyboard.press('Escape');
    for (const [kind, text] of [
      ['NDJSON', `"data":${ALLOWED}}`],
      ['CSV', `,"${ALLOWED.replaceAll('"', '""')}"`],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: `${kind} for` }).click();
      const exported = readFileSync(await (await download).path(), 'utf8');
      expect(exported).toContain(text);
      for (const hidden of HIDDEN) expect(exported).not.toContain(hidden);
    }
    const told = (await Promise.all(answers)).join();
    expect(told).toContain('Haval');
    for (const hidden of HIDDEN) expect(told).not.toContain(hidden);
  }, 90_000);

  it('says in the contract what of it reaches the reader, and shows the rest of the example to nobody', async () => {
    const { page } = asker;
    await page.getByRole('link', { name: 'Contract', exact: true }).click();
    await page.getByText('Your access covers some of their fields').waitFor();
    const marked = page.getByRole('row').filter({ hasText: 'not given' });
    expect(await marked.getByRole('cell').and(page.locator('.mono')).allInnerTexts()).toEqual([
      'vin',
      'client.phone',
    ]);
    expect(await flaws(page)).toEqual([]);
    await page.getByText('Example', { exact: true }).click();
    await page.getByText('"Казань"').waitFor();
    expect(await page.getByText('+7 900').count()).toBe(0);
  }, 60_000);

  it('and is revoked: the stream ends, and the page shows what is left', async () => {
    const { page } = asker;
    await open(page, `/topics/${topic.id}/messages`);
    const streams: string[] = [];
    const track = (url: string, change: string) => url.endsWith('/stream') && streams.push(change);
    page.on('request', (request) => track(request.url(), 'asked'));
    page.on('response', (response) => track(response.url(), String(response.status())));
    page.on('requestfinished', (request) => track(request.url(), 'ended'));
    page.on('requestfailed', (request) => track(request.url(), 'ended'));
    await flip(page, /new/);
    await eventually(() => streams.includes('200'), { what: 'the stream' });

    await giver.page.goto(`${stack().url}/topics/${topic.id}/access`);
    await giver.page.getByRole('button', { name: /^Действия с доступом/ }).click();
    await giver.page.getByRole('menuitem', { name: 'Отозвать доступ' }).click();
    const dialog = giver.page.getByRole('dialog');
    await dialog.getByText('Ожидающих доставок нет.').waitFor();
    await dialog.getByRole('button', { name: 'Отозвать доступ' }).click();
    await giver.page.getByText('Доступа нет ни у кого').waitFor();

    await page.waitForURL(`${stack().url}/catalog/${topic.id}`);
    await page.getByRole('button', { name: 'Ask for access' }).waitFor();
    expect(streams).toEqual(['asked', '200', 'ended', 'asked', expect.stringMatching(/40[34]/), 'ended']);
    expect(await page.content()).not.toContain('Haval');
    await giver.page.goto(`${stack().url}/partners/${bank.partner.id}`);
    await giver.page.getByRole('heading', { name: 'Их запросы' }).waitFor();
    expect(await flaws(giver.page)).toEqual([]);
    refused(asker, 404);
  }, 60_000);
});
