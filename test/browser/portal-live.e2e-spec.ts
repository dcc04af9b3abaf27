import { type Company, company, openBrowser, PASSWORD, stack, topicOf } from '@anika/testing';
import type { Topic } from '@anika/contracts';
import type { Browser } from 'playwright-core';
import { enter, flaws, type Visitor, visitor } from './portal';

const BATCH = 50;
const BATCHES = 10;
/** Everything that a page could be tricked by. */
const HOSTILE = JSON.stringify({
  html: '<img src=x onerror="fetch(\'/stolen\')">',
  link: 'javascript:alert(1)',
  turned: 'a\u202eb',
  formula: '=1+1',
  long: 'x'.repeat(200_000),
  deep: Array.from({ length: 60 }).reduce<unknown>((inside) => [inside], 1),
});

describe('A topic that is looked at while it lives', () => {
  let browser: Browser;
  let dealer: Company;
  let topic: Topic;
  let watcher: Visitor;

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    topic = await topicOf(dealer);
    await publishBatch(0);
    watcher = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
    await enter(watcher, dealer.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());

  const publishBatch = (number: number) =>
    dealer.api
      .post(`/topics/${topic.id}/messages/batch`, {
        messages: Array.from({ length: BATCH }, (_, index) => ({
          type: 'car.chosen',
          data: { number: number * BATCH + index },
        })),
      })
      .expect(200);

  it('none of 500 messages is lost or doubled, and nothing moves before it is asked for', async () => {
    const { page } = watcher;
    await page.goto(`${stack().url}/topics/${topic.id}/messages`);
    const rows = page.locator('tr[data-row]');
    await rows.first().waitFor();
    await page.getByRole('switch', { name: 'Следить за новыми' }).click({ force: true });
    // The connection breaks once: it comes again and goes on behind the last message.
    let isBroken = false;
    await page.route('**/stream', (route) => {
      if (isBroken) return route.continue();
      isBroken = true;
      return route.fulfill({ status: 502 });
    });
    const first = await rows.first().getAttribute('data-row');
    await page.mouse.wheel(0, 300);
    await page.waitForFunction('scrollY === 300');
    for (let number = 1; number <= BATCHES; number += 1) await publishBatch(number);
    const waiting = page.getByRole('button', { name: '500 новых строк' });
    await waiting.waitFor();
    expect(await rows.first().getAttribute('data-row')).toBe(first);
    expect(await page.evaluate<number>('scrollY')).toBe(300);
    await waiting.click();
    await page.getByText(/^550\+? строк/).waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 90_000);

  it('hostile data is text: nothing is asked for, nothing is wider than the window', async () => {
    const { page } = watcher;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await dealer.api
      .postRaw(`/topics/${topic.id}/messages`, `{"type":"hostile.data","data":${HOSTILE}}`)
      .expect(202);
    await page.goto(`${stack().url}/topics/${topic.id}/messages?type=hostile.data`);
    await page.getByRole('link', { name: 'hostile.data' }).click();
    const drawer = page.getByRole('dialog', { name: 'Сообщение' });
    await drawer.getByText('<img src=x onerror=').first().waitFor();
    await drawer.getByText('a\\u202eb').first().waitFor();
    expect(await drawer.locator('a[href^="javascript:"]').count()).toBe(0);
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Выгрузить' }).click();
    await page.getByRole('menuitem', { name: 'CSV для таблиц' }).click();
    expect((await download).suggestedFilename()).toMatch(/^messages-top_\w+\.csv$/);
    const foreign = asked.filter((url) => !url.startsWith(stack().url) && !url.startsWith('blob:'));
    expect([...foreign, ...asked.filter((url) => /stolen|\/x$/.test(url))]).toEqual([]);
  }, 60_000);
});
