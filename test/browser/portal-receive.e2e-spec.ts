import {
  type Company,
  deliveryIn,
  eventually,
  grant,
  openBrowser,
  PASSWORD,
  publish,
  sharedTopic,
  stack,
  topicOf,
} from '@anika/testing';
import type { CreatedInbox, CreatedSubscription, Statistics, Topic } from '@anika/contracts';
import type { Browser, Locator } from 'playwright-core';
import { enter, flaws, flip, open, refused, type Visitor, visitor } from './portal';

/** What a subscription is called whose last attempt failed. */
const UNSTEADY = 'Попытка не удалась';
/** So often the portal asks how things stand. */
const LOOK_AGAIN_MS = 30_000;
const DAY_MS = 86_400_000;
const NUMBER = '12345678901234567890';

describe('Receiving, by clicks', () => {
  let browser: Browser;
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  let banker: Visitor;
  let subscriptionId: string;
  const table = (name: string): Locator => banker.page.getByRole('table', { name });

  beforeAll(async () => {
    [browser, { dealer, bank, topic }] = await Promise.all([openBrowser(), sharedTopic()]);
    banker = await visitor(browser, { locale: 'ru-RU', colorScheme: 'light' });
    await enter(banker, bank.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());

  it('a test inbox is subscribed, without a secret to keep', async () => {
    const { page } = banker;
    await page.goto(`${stack().url}/subscriptions?new=${topic.id}&to=inbox`);
    const dialog = page.getByRole('dialog', { name: 'Новая подписка' });
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Подписаться' }).click();
    await page.waitForURL(/\/subscriptions\/sub_\w+\/deliveries/);
    subscriptionId = /sub_\w+/.exec(page.url())![0];
    await page.getByText('Доставок пока нет').waitFor();
    await page.getByRole('link', { name: 'Настройки', exact: true }).click();
    await page.getByLabel('Повторы после неудачи').fill('10 мин');
    await page.getByRole('button', { name: 'Сохранить изменения' }).click();
    await page.getByText('Сохранено').waitFor();
    const { body } = await bank.api.get(`/subscriptions/${subscriptionId}`).expect(200);
    expect(body).toMatchObject({ retrySchedule: [600] });
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'Открыть ящик' }).click();
    await page.getByText('Пока ничего не пришло').waitFor();
  }, 60_000);

  it('a webhook arrives there by itself, genuine and to the last byte', async () => {
    const { page } = banker;
    await dealer.api
      .postRaw(
        `/topics/${topic.id}/messages`,
        `{"type":"car.chosen","data":{"vin":${NUMBER}, "price":1.450e6}}`,
      )
      .expect(202);
    const rows = table('Полученные запросы').getByRole('row');
    await rows.getByText('Подпись верна').waitFor();
    await rows.getByText('204').waitFor();
    await rows.getByRole('link').click();
    const drawer = page.getByRole('dialog', { name: 'Запрос' });
    await drawer.getByText('Подпись верна').waitFor();
    await drawer.getByText('Как есть').click();
    const raw = await drawer.getByRole('region', { name: 'Как есть' }).innerText();
    expect(raw.replaceAll('\n', '')).toContain(`"data":{"vin":${NUMBER}, "price":1.450e6}`);
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('a failure is rehearsed: the chain names it and says when the next attempt is', async () => {
    const { page } = banker;
    await flip(page, 'Отвечать 500');
    await page.getByText('отвечает ошибкой 500').waitFor();
    await publish(dealer, topic);
    await page.getByRole('button', { name: '1 новая строка' }).click();
    await table('Полученные запросы').getByRole('row').getByText('500').waitFor();

    await page.getByRole('link', { name: 'Доставки', exact: true }).click();
    const failed = table('Доставки').getByRole('row').filter({ hasText: 'Повторяем' });
    await failed.getByRole('link').click();
    const drawer = page.getByRole('dialog', { name: 'Доставка' });
    await drawer.getByText('Сбой приёмника').first().waitFor();
    await drawer.getByRole('link', { name: topic.title }).waitFor();
    await drawer
      .getByText(/^через \d+ мин/)
      .first()
      .waitFor();
    expect(await flaws(page)).toEqual([]);
    await drawer.getByRole('button', { name: 'Доставить ещё раз' }).click();
    await drawer.getByText('Попытка 2').waitFor();
    await drawer.getByText('Повторяем').first().waitFor();
    // The list behind tells it, too, without being asked.
    await failed.getByRole('cell', { name: '2', exact: true }).waitFor();
    await page.keyboard.press('Escape');
  }, 60_000);

  it('and mended: as many are replayed as the button says, and the list shows it without a reload', async () => {
    const { page } = banker;
    const home = await page.context().newPage();
    await home.clock.install();
    await home.goto(stack().url);
    const received = home.getByRole('listitem').filter({ hasText: topic.title });
    await received.getByText(UNSTEADY).waitFor();
    const list = await page.context().newPage();
    await list.goto(`${stack().url}/subscriptions/${subscriptionId}/deliveries`);
    await list.getByText(UNSTEADY).waitFor();
    await flip(list, 'Следить за новыми');
    const retrying = list.getByRole('row').filter({ hasText: 'Повторяем' });
    await retrying.waitFor();

    await page.getByRole('link', { name: 'Проверочный ящик' }).click();
    await flip(page, 'Отвечать 500');
    await page.getByText('отвечает 204').waitFor();
    await page.goto(`${stack().url}/replays/new?subscription=${subscriptionId}`);
    await page.getByText('Будет отправлено 1 сообщение.').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Повторить 1 сообщение' }).click();
    await page.getByText('Поставлено в очередь: 1 из 1').waitFor();
    await page.getByText('Завершён').waitFor();
    expect(await flaws(page)).toEqual([]);

    await list.bringToFront();
    // It may stand there as held first: a replay sends in its turn.
    await list.getByRole('row').filter({ hasText: 'Доставлено' }).nth(1).waitFor();
    expect(await retrying.count()).toBe(0);
    await list.close();

    await eventually(
      async () => {
        await home.clock.fastForward(LOOK_AGAIN_MS);
        return (await received.getByText(UNSTEADY).count()) === 0;
      },
      { what: 'Home to tell that the endpoint works again' },
    );
    await received.getByRole('link', { name: topic.title }).click();
    await home.getByRole('heading', { name: topic.title, level: 1 }).waitFor();
    await home.getByText('Исправна', { exact: true }).waitFor();
    await home.close();
  }, 90_000);

  it('a filter is tried on the newest messages before it is saved, and the charts count', async () => {
    const { page } = banker;
    await page.goto(`${stack().url}/subscriptions/${subscriptionId}/filter`);
    await page.getByText('Подходит 2 из 2 сообщений топика').waitFor();
    await page.getByLabel('То же в JSON').fill(`{"data.vin":${NUMBER}}`);
    await page.getByText('Подходит 1 из 2 сообщений топика').waitFor();
    await page.getByLabel('То же в JSON').fill('{"data.vin":{"$regex":"1"}}');
    const problem = page.getByRole('alert').first();
    await problem.getByText('/filter/data.vin/$regex: Такого сравнения нет').waitFor();
    // It is wrong, not too much for conditions.
    expect(await page.getByText('Условиями этот фильтр не показать').count()).toBe(0);
    refused(banker, 422);
    await page.getByLabel('Фильтр в JSON').fill('{"data.vin":1,}');
    await page.getByText('Строка 1, знак 15: это не JSON.').waitFor();
    expect(await page.getByRole('button', { name: 'Сохранить изменения' }).isDisabled()).toBe(true);
    await page.getByLabel('Фильтр в JSON').fill('{"$not":{"data.vin":1}}');
    await page.getByText('Условиями этот фильтр не показать').waitFor();
    await page.getByLabel('Фильтр в JSON').fill('{"$not":');
    await page.getByText('Строка 1, знак 8: это не JSON.').waitFor();
    expect(await page.getByText('Условиями этот фильтр не показать').count()).toBe(0);
    await page.getByLabel('Фильтр в JSON').fill('{"data.car":"Lada Vesta"}');
    await page.getByRole('button', { name: 'Сохранить изменения' }).click();
    await page.getByText('Фильтр сохранён').waitFor();
    await page.getByRole('button', { name: 'Почему?' }).click();
    await page.getByText('data.car равно "Lada Vesta"').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'Доставки' }).last().click();
    await page.getByRole('img', { name: /Доставки: .*Доставлено 2/ }).waitFor();
  }, 60_000);

  it('an event says which topic it is about', async () => {
    const { page } = banker;
    await open(page, '/developers/events');
    const given = page.getByRole('row').filter({ hasText: 'access.granted' });
    await given.getByText(topic.title).waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('a link names a time by its ends alone', async () => {
    const { page } = banker;
    const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    await open(page, `/deliveries?from=${daysAgo(2)}&to=${daysAgo(1)}`);
    await page.getByText('Ничего не найдено').waitFor();
    const range = page.getByLabel('Время');
    expect(await range.inputValue()).toBe('other');
    for (const end of ['С', 'По'])
      await page.getByLabel(new RegExp(`^${end} \\d+ \\S{3}.*:\\d\\d$`)).waitFor();
    await range.selectOption('За всё время');
    await page.getByRole('row').filter({ hasText: 'Доставлено' }).first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  }, 60_000);

  it('on Home the shares that arrived stand in a column, whatever they are and whatever the states beside them', async () => {
    const { page } = banker;
    const other = await topicOf(dealer);
    await grant(dealer, other, bank);
    const { url, secret } = (await bank.api.post('/inboxes', {}).expect(201)).body as CreatedInbox;
    const subscribed = await bank.api.post('/subscriptions', { topicId: other.id, url, secret }).expect(201);
    const { id } = subscribed.body as CreatedSubscription;
    await deliveryIn(bank, await publish(dealer, other), 'delivered');
    await bank.api.post(`/subscriptions/${id}/pause`).expect(200);
    // Counters are written every few seconds.
    await eventually(async () => {
      const { body } = await bank.api.get(`/subscriptions/${id}/stats`).expect(200);
      return (body as Statistics).data.some(({ delivered = 0 }) => delivered > 0);
    });
    await open(page, '/');
    const shares = page.locator('li .numbers[title]');
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await eventually(async () => (await shares.count()) === 2);
      expect(new Set(await shares.allInnerTexts()).size).toBe(2);
      const edges = await shares.evaluateAll((all) =>
        all.map((share) => share.getBoundingClientRect().right),
      );
      expect(Math.max(...edges) - Math.min(...edges)).toBeLessThanOrEqual(1);
    }
  }, 60_000);
});
