import { type Company, company, eventually, openBrowser, PASSWORD, topicOf } from '@anika/testing';
import type { Topic } from '@anika/contracts';
import type { Browser, Page } from 'playwright-core';
import { enter, flaws, flip, open, refused, settled, type Visitor, visitor } from './portal';

const BATCH = 50;
const BATCHES = 10;
/** HTTP/1.1 allows a browser so many connections to one host. */
const CONNECTIONS = 6;

/** Lets the test cut the stream of a page, as a network does. */
const CUT = `{
  const real = fetch;
  const cut = new Set();
  globalThis.cutStreams = () => cut.forEach((one) => one.abort());
  globalThis.fetch = (request, options) => {
    if (!request.url?.endsWith('/stream')) return real(request, options);
    const one = new AbortController();
    cut.add(one);
    return real(request, { ...options, signal: AbortSignal.any([request.signal, one.signal]) });
  };
}`;

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
    await watcher.page.context().addInitScript(CUT);
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
  const watch = (page: Page) => flip(page, 'Следить за новыми');

  it('none of 500 messages is lost or doubled, and nothing moves before it is asked for', async () => {
    const { page } = watcher;
    await open(page, `/topics/${topic.id}/messages`);
    const rows = page.locator('tr[data-row]');
    const first = await rows.first().getAttribute('data-row');
    const streamed = page.waitForResponse(/\/stream$/);
    await watch(page);
    await streamed;
    await page.mouse.wheel(0, 300);
    await eventually(async () => (await page.evaluate('scrollY')) === 300);
    for (let number = 1; number <= BATCHES / 2; number += 1) await publishBatch(number);
    await page.getByRole('button', { name: '250 новых строк' }).waitFor();

    // The connection breaks, and a proxy answers the next one: the third goes on where the first ended.
    let refusals = 0;
    await page.route('**/stream', (route) => {
      refusals += 1;
      return refusals > 1 ? route.continue() : route.fulfill({ status: 502 });
    });
    await page.evaluate('cutStreams()');
    for (let number = 1 + BATCHES / 2; number <= BATCHES; number += 1) await publishBatch(number);
    const waiting = page.getByRole('button', { name: '500 новых строк' });
    await waiting.waitFor();
    await eventually(() => refusals === 2, { what: 'the third stream' });
    refused(watcher, 502);
    expect(await rows.first().getAttribute('data-row')).toBe(first);
    expect(await page.evaluate<number>('scrollY')).toBe(300);

    await waiting.click();
    await page.getByText(/^550\+? строк/).waitFor();
    const shown = await allRows(page);
    expect(shown).toHaveLength(550);
    expect(shown).toEqual([...new Set(shown)].toSorted().toReversed());
    expect(await flaws(page)).toEqual([]);
  }, 90_000);

  it('a seventh tab works while six others look: only the one in sight holds a stream', async () => {
    const streams = new Set<object>();
    const context = watcher.page.context();
    await watcher.page.close();
    context.on('request', (request) => request.url().endsWith('/stream') && streams.add(request));
    context.on('requestfinished', (request) => streams.delete(request));
    context.on('requestfailed', (request) => streams.delete(request));
    for (let tab = 1; tab <= CONNECTIONS + 1; tab += 1) {
      const page = await context.newPage();
      await open(page, `/topics/${topic.id}/messages`);
      const streamed = page.waitForResponse(/\/stream$/);
      await watch(page);
      await streamed;
      expect(streams.size).toBe(1);
      if (tab > CONNECTIONS) {
        await publishBatch(BATCHES + 1);
        await page.getByRole('button', { name: '50 новых строк' }).waitFor();
      } else await hide(page, streams);
    }
  }, 60_000);

  /** As when another tab comes to the front: a headless browser shows all of them. */
  async function hide(page: Page, streams: ReadonlySet<object>): Promise<void> {
    await page.evaluate(`
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));`);
    await eventually(() => streams.size === 0, { what: 'the stream of a hidden tab to end' });
  }

  /** The ids of a list that draws only what is in sight, from its top to its end. */
  async function allRows(page: Page): Promise<string[]> {
    await settled(page);
    return page.evaluate(`(async () => {
      const ids = [];
      const frame = () => new Promise(requestAnimationFrame);
      for (let top = 0; ; top += 500) {
        scrollTo(0, top);
        await frame(); await frame();
        for (const row of document.querySelectorAll('tr[data-row]'))
          if (!ids.includes(row.dataset.row)) ids.push(row.dataset.row);
        if (scrollY < top) return ids;
      }
    })()`);
  }
});
