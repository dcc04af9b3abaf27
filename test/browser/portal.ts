import { readFileSync } from 'node:fs';
import { stack } from '@anika/testing';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Look {
  readonly locale: 'ru-RU' | 'en-US';
  readonly colorScheme: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A person's browser: what its console complains of is collected. */
export interface Visitor {
  readonly page: Page;
  readonly problems: string[];
}

/** Opens a window of its own, with its own cookies. */
export async function visitor(browser: Browser, look: Look): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...look });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { page, problems };
}

/** Signs in as a company's owner and waits for the start page. */
export async function enter({ page }: Visitor, email: string, password: string): Promise<void> {
  await page.goto(`${stack().url}/sign-in`);
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL(`${stack().url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** What axe finds serious or critical on the page, and what is wider than the window. */
export async function flaws(page: Page): Promise<string[]> {
  await page.evaluate(`${axe};0`);
  return page.evaluate(`(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
    // Toasts fade in and out: half of that is too pale by nature.
    const { violations } = await axe.run({ exclude: ['.mantine-Notifications-root'] });
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '));
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...found, 'wider than the window'] : found;
  })()`);
}
