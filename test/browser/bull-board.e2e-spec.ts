import { openBrowser, stack } from '@anika/testing';
import type { Browser, Page } from 'playwright-core';

describe('Bull Board in the browser', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()));
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== stack().url) problems.push(`asks for ${request.url()}`);
    });
  }, 60_000);
  afterAll(() => browser.close());

  it('sends an anonymous visitor to the sign-in page and the operator on to the queues', async () => {
    await page.goto(`${stack().url}/ops/queues`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    const { email, password } = stack().operator;
    await page.fill('input[type=email]', email);
    await page.fill('input[type=password]', password);
    await page.click('button[type=submit]');
    await page.waitForURL(/\/ops\/queues/);
    for (const queue of ['fan-out', 'delivery', 'dead-letter']) {
      await page.getByText(queue, { exact: true }).first().waitFor();
    }
    expect(problems).toEqual([]);
  }, 60_000);

  it('opens a queue and has no control that changes it', async () => {
    await page.goto(`${stack().url}/ops/queues/queue/delivery`);
    await page.getByText('delivery', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: /retry all|clean|promote/i }).count()).toBe(0);
  }, 60_000);

  it('says no to a wrong password in words', async () => {
    const visitor = await browser.newPage();
    await visitor.goto(`${stack().url}/sign-in`);
    await visitor.fill('input[type=email]', 'nobody@example.com');
    await visitor.fill('input[type=password]', 'not the password');
    await visitor.click('button[type=submit]');
    await visitor.getByRole('alert').waitFor();
    expect(new URL(visitor.url()).pathname).toBe('/sign-in');
    await visitor.close();
  }, 60_000);
});
