import { type Company, company, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Topic } from '@anika/contracts';
import type { Browser } from 'playwright-core';
import { enter, flaws, type Visitor, visitor } from './portal';

const SCHEMA = {
  type: 'object',
  properties: {
    car: { type: 'string', title: 'Марка' },
    vin: { type: 'integer', title: 'Номер кузова' },
    client: { type: 'object', title: 'Клиент', properties: { city: { type: 'string', title: 'Город' } } },
  },
  required: ['car'],
};
const VIN = '12345678901234567890';
const HOSTILE = `{"car":"<img src=x onerror=alert(1)>","url":"javascript:alert(1)","turned":"a\u202eb","line":"${'x'.repeat(200_000)}","deep":${'['.repeat(60)}1${']'.repeat(60)}}`;

describe('What a company gives, by clicks', () => {
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
    giver = await visitor(browser, { locale: 'ru-RU', colorScheme: 'light' });
    asker = await visitor(browser, { locale: 'en-US', colorScheme: 'dark' });
    await Promise.all([enter(giver, dealer.email, PASSWORD), enter(asker, bank.email, PASSWORD)]);
  }, 90_000);
  afterAll(() => browser.close());

  it('a contract is checked, saved, and makes the form of a message', async () => {
    const { page } = giver;
    await page.goto(`${stack().url}/topics/${topic.id}/contract`);
    await page.getByRole('button', { name: 'Новый контракт' }).click();
    await page.getByLabel('Тип сообщения').fill('car.chosen');
    const editor = page.getByRole('textbox', { name: 'JSON Schema' });
    await editor.fill(JSON.stringify(SCHEMA));
    await page.getByRole('button', { name: 'Проверить изменение' }).click();
    await page.getByText('Изменение совместимо').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Сохранить версию' }).click();
    await page.getByRole('cell', { name: 'Версия 1' }).waitFor();

    await page.getByRole('button', { name: 'Отправить сообщение' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Номер кузова').fill('много');
    await dialog.getByRole('button', { name: 'Отправить сообщение' }).click();
    await dialog.getByText('Это не число.').waitFor();
    await dialog.getByLabel('Номер кузова').fill(VIN);
    await dialog.getByRole('button', { name: 'Отправить сообщение' }).click();
    await dialog.getByText('Нужно заполнить').waitFor();
    await dialog.getByLabel('Марка').fill('Lada Vesta');
    await dialog.getByLabel('Клиент · Город').fill('Казань');
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Отправить сообщение' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const sent = await dealer.api.get(`/topics/${topic.id}/messages`).expect(200);
    expect(sent.text.replaceAll(/\s/g, '')).toContain(
      `"data":{"car":"LadaVesta","vin":${VIN},"client":{"city":"Казань"}}`,
    );
  }, 90_000);

  it('conditions are the filter language, and a link keeps them to the last digit', async () => {
    const { page } = giver;
    await dealer.api.post(`/topics/${topic.id}/messages`, { type: 'car.chosen', data: { car: 'Haval' } });
    await page.goto(`${stack().url}/topics/${topic.id}/messages`);
    await page.getByText('Haval').waitFor();
    await page.getByText('Марка:').first().waitFor();
    await page.getByRole('button', { name: 'Условия' }).click();
    const panel = page.getByRole('region', { name: 'Условия' });
    await panel.getByLabel('Поле').fill('data.vin');
    await page.keyboard.press('Tab');
    await panel.getByLabel('Значение').fill(VIN);
    await panel.getByText('Подходит 1 из последних 2.').waitFor();
    expect(await panel.getByLabel('То же в JSON').inputValue()).toBe(`{"data.vin":${VIN}}`);
    expect(await flaws(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Применить условия' }).click();
    await page.getByText('Haval').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.get('filter')).toBe(`{"data.vin":${VIN}}`);
    await page.reload();
    await page.getByRole('row', { name: /Lada Vesta/ }).waitFor();
    expect(await page.getByText('Haval').count()).toBe(0);
    await page.goBack();
    await page.getByText('Haval').waitFor();
  }, 90_000);

  it('access is asked for with a purpose and given with open eyes; revoking says what it drops', async () => {
    await asker.page.goto(`${stack().url}/catalog/${topic.id}`);
    await asker.page.getByRole('cell', { name: 'Марка' }).waitFor();
    await asker.page.getByRole('button', { name: 'Ask for access' }).click();
    const asking = asker.page.getByRole('dialog');
    await asking.getByLabel('Purpose').fill('Loans');
    await asking.getByRole('button', { name: 'Ask for access' }).click();
    await asker.page.getByText('The owner has not decided yet').waitFor();
    expect(await flaws(asker.page)).toEqual([]);

    const { page } = giver;
    await page.goto(`${stack().url}/access?tab=requests`);
    await page.getByRole('link', { name: bank.partner.name }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Поля' }).fill('car,');
    await dialog.getByRole('button', { name: '30 дней' }).click();
    const seen = dialog.getByRole('region', { name: `Как увидит ${bank.partner.name}` });
    await seen.getByText('Haval').waitFor();
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Одобрить доступ' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await asker.page.reload();
    await asker.page.getByRole('link', { name: 'Open messages' }).click();
    await asker.page.getByRole('row', { name: /Haval/ }).waitFor();
    expect(await asker.page.content()).not.toContain(VIN);
    await page.goto(`${stack().url}/topics/${topic.id}/access`);
    await page.getByRole('button', { name: /Действия с доступом/ }).click();
    await page.getByRole('menuitem', { name: 'Отозвать доступ' }).click();
    await dialog.getByText('Ожидающих доставок нет.').waitFor();
    await dialog.getByRole('button', { name: 'Отозвать доступ' }).click();
    await page.getByText('Доступа нет ни у кого').waitFor();
    await page.goto(`${stack().url}/partners/${bank.partner.id}`);
    await page.getByRole('heading', { name: 'Просили у нас' }).waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 90_000);

  it('hostile data is text', async () => {
    const { page } = giver;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await dealer.api
      .postRaw(`/topics/${topic.id}/messages`, `{"type":"hostile","data":${HOSTILE}}`)
      .expect(202);
    await page.goto(`${stack().url}/topics/${topic.id}/messages`);
    await page.getByRole('link', { name: 'hostile' }).click();
    const drawer = page.getByRole('dialog', { name: 'Сообщение' });
    await drawer.getByText('<img src=x onerror=alert(1)>').waitFor();
    await drawer.getByText('a\\u202eb').waitFor();
    expect(await drawer.locator('a[href^=javascript]').count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(stack().url))).toEqual([]);
    // The browser tells of each answer that refuses.
    const problems = [...giver.problems, ...asker.problems].filter((text) => !text.includes('422'));
    expect(problems).toEqual([]);
  }, 60_000);
});
