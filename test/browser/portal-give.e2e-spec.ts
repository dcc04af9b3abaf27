import { type Company, company, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { CreatedInbox, Topic } from '@anika/contracts';
import type { Browser, Locator, Page } from 'playwright-core';
import { enter, flaws, open, refused, settled, type Visitor, visitor } from './portal';

const SCHEMA = {
  type: 'object',
  properties: {
    car: { type: 'string', title: 'Марка' },
    vin: { type: 'integer', title: 'Номер кузова' },
    client: { type: 'object', title: 'Клиент', properties: { city: { type: 'string', title: 'Город' } } },
  },
  required: ['car'],
};
const MANY = 120;
const VIN = '12345678901234567890';

/** By a mark beside the line, then by keys. */
async function folds(editor: Locator): Promise<void> {
  const page = editor.page();
  const inside = editor.getByText('"vin"');
  const folded = editor.getByText('… 18 строк', { exact: true });
  await page.getByTitle('Свернуть', { exact: true }).nth(1).click();
  await inside.waitFor({ state: 'hidden' });
  await folded.waitFor();
  // It looks in the other language, too, for which the editor is made anew, with what was written in it.
  expect(await flaws(page)).toEqual([]);
  await inside.waitFor();
  await editor.getByText('"properties"').first().click();
  await page.keyboard.press('Control+Shift+BracketLeft');
  await inside.waitFor({ state: 'hidden' });
  await folded.waitFor();
  await page.keyboard.press('Control+Shift+BracketRight');
  await inside.waitFor();
}

/** Of the editor that an input is in. */
const heightOf = (input: Locator): Promise<number> =>
  input.evaluate((element) => element.closest('.cm-editor')!.clientHeight);

describe('What a company gives, by clicks', () => {
  let browser: Browser;
  let dealer: Company;
  let topic: Topic;
  let giver: Visitor;

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    const body = { name: 'car-choice', title: 'Выбор машины', visibility: 'catalog' };
    topic = (await dealer.api.post('/topics', body).expect(201)).body as Topic;
    giver = await visitor(browser, { locale: 'ru-RU', colorScheme: 'light' });
    await enter(giver, dealer.email, PASSWORD);
  }, 90_000);
  afterAll(() => browser.close());

  it('a contract is checked, saved, and makes the form of a message', async () => {
    const { page } = giver;
    await page.goto(`${stack().url}/topics/${topic.id}/contract`);
    await page.getByRole('button', { name: 'Новый контракт' }).click();
    await page.getByLabel('Тип сообщения').fill('car.chosen');
    const editor = page.getByRole('textbox', { name: 'JSON Schema' });
    expect(await heightOf(page.getByRole('textbox', { name: 'Пример' }))).toBeLessThan(150);
    expect(await heightOf(editor)).toBeGreaterThan(300);
    await editor.fill('{\n  "type": object\n}');
    await page.getByText('Строка 2, знак 11: это не JSON.').waitFor();
    expect(await page.getByRole('button', { name: 'Проверить контракт' }).isDisabled()).toBe(true);
    expect(await flaws(page)).toEqual([]);
    await editor.fill(JSON.stringify(SCHEMA, null, 2));
    await page.getByRole('button', { name: 'Проверить контракт' }).click();
    await page.getByText('Контракт составлен верно').waitFor();
    // There is no earlier version that it could be compatible with.
    expect(await page.getByText('совместимо').count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    await folds(editor);
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
    refused(giver, 422);
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

  it('a filter by mouse counts what /match says, and every way to its address gives the same rows', async () => {
    const messages = Array.from({ length: MANY }, (_, price) => ({
      type: 'car.chosen',
      data: { car: price % 3 === 0 ? 'Haval' : 'УАЗ', price },
    }));
    await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const { page } = giver;
    await open(page, `/topics/${topic.id}/messages`);
    await page.getByRole('button', { name: 'Условия' }).click();
    const panel = page.getByRole('region', { name: 'Условия' });
    await panel.getByLabel('Поле').click();
    await page.getByRole('option', { name: 'Марка' }).click();
    await panel.getByLabel('Значение').fill('Haval');
    await panel.getByRole('button', { name: 'Добавить условие' }).click();
    await panel.getByLabel('Поле').nth(1).fill('data.price');
    await page.keyboard.press('Tab');
    await panel.getByLabel('Сравнение').nth(1).selectOption({ label: 'меньше' });
    await panel.getByLabel('Значение').nth(1).fill('70');
    const filter = '{"data.car":"Haval","data.price":{"$lt":70}}';
    expect(await panel.getByLabel('То же в JSON').inputValue()).toBe(filter);

    const last = await dealer.api.get(`/topics/${topic.id}/messages?limit=100`).expect(200);
    const ids = (last.body as { data: { id: string }[] }).data.map(({ id }) => id);
    const { url } = (await dealer.api.post('/inboxes', {}).expect(201)).body as CreatedInbox;
    const { body: subscription } = await dealer.api
      .post('/subscriptions', { topicId: topic.id, url, filter: JSON.parse(filter) as object })
      .expect(201);
    const match = `/subscriptions/${(subscription as { id: string }).id}/match`;
    const judged = await Promise.all(
      ids.map((messageId) => dealer.api.post(match, { messageId }).expect(200)),
    );
    const matching = judged.filter(({ body }) => (body as { matches: boolean }).matches).length;
    expect(matching).toBeGreaterThan(10);
    await panel.getByText(new RegExp(`Подход\\S+ ${matching} из последних 100`)).waitFor();

    await panel.getByRole('button', { name: 'Применить условия' }).click();
    await page.waitForURL(/filter=/);
    const found = await rowsOf(page);
    // Messages older than the last hundred match, too.
    expect(found.length).toBe(Math.ceil(70 / 3));
    const link = page.url();
    await page.reload();
    expect(await rowsOf(page)).toEqual(found);
    await page.goBack();
    expect(await rowsOf(page)).not.toEqual(found);
    await page.goForward();
    expect(await rowsOf(page)).toEqual(found);
    const pasted = await page.context().newPage();
    await pasted.goto(link);
    expect(await rowsOf(pasted)).toEqual(found);
    await pasted.close();
  }, 60_000);

  async function rowsOf(page: Page): Promise<(string | undefined)[]> {
    await page.locator('tr[data-row]').first().waitFor();
    await settled(page);
    return page.locator('tr[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));
  }
});
