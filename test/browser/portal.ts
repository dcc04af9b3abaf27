import { stack } from '@anika/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { settled, watchCalls } from './settled';

export { flaws } from './flaws';
export { drawn, settled } from './settled';

interface Look extends BrowserContextOptions {
  readonly locale: 'ru-RU' | 'en-US';
  readonly colorScheme: 'light' | 'dark';
}

/** A person's browser: what its console and its policy complain of is collected. */
export interface Visitor {
  readonly page: Page;
  readonly problems: string[];
}

const REPORT_POLICY = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error('Policy: ' + violatedDirective + ' ' + blockedURI))`;

const visitors: Visitor[] = [];
// In each suite that opens a browser: what it complained of, and the test did not wait for, fails the test.
afterEach(() => expect(visitors.flatMap(({ problems }) => problems.splice(0))).toEqual([]));

/** Opens a window of its own, with its own cookies; what its tabs complain of is collected too. */
export async function visitor(browser: Browser, look: Look): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...look });
  context.setDefaultTimeout(20_000);
  await context.addInitScript(REPORT_POLICY);
  const problems: string[] = [];
  context.on('weberror', (error) => problems.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  watchCalls(context);
  const person = { page: await context.newPage(), problems };
  visitors.push(person);
  return person;
}

/** The console told of answers with this status, as the test meant it, and forgets them. */
export function refused({ problems }: Visitor, status: number): void {
  const told = problems.splice(0);
  expect(told.some((problem) => problem.includes(`status of ${status}`))).toBe(true);
  problems.push(...told.filter((problem) => !problem.includes(`status of ${status}`)));
}

/** Opens a page of the portal and waits until it shows what it asked for. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(stack().url + path);
  await page.getByRole('heading', { level: 1, includeHidden: true }).first().waitFor();
  await shown(page, path);
}

/** Goes on to another page of the portal without loading it anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`);
  await shown(page, path);
}

/**
 * Turns a switch by its words, as a person does: once it may be changed and nothing lies over it. The switch itself is
 * drawn over an input of no size, which could only be clicked by force, and then whatever lies there takes the click.
 */
export function flip(page: Page, name: string | RegExp): Promise<void> {
  return page.locator('label').filter({ hasText: name }).click();
}

/** Several at once go through a list: each takes the next that nobody has taken. What they do is waiting, mostly. */
export async function inTurns<Tab, Item>(
  tabs: readonly Tab[],
  items: readonly Item[],
  look: (tab: Tab, item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  await Promise.all(
    tabs.map(async (tab) => {
      for (const item of rest) await look(tab, item);
    }),
  );
}

/** A drawer or a dialog that the address names comes a moment later. */
async function shown(page: Page, path: string): Promise<void> {
  await settled(page);
  if (!/[?&](open|request|send)=/.test(path)) return;
  await page.getByRole('dialog').waitFor();
  await settled(page);
}

/** Signs in as a company's owner and waits for the start page. */
export async function enter({ page }: Visitor, email: string, password: string, home = '/'): Promise<void> {
  await page.goto(`${stack().url}/sign-in`);
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.click('button[type=submit]');
  await page.waitForURL(`${stack().url}${home}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Signs in as the operator of the stack. */
export function enterOperator(person: Visitor): Promise<void> {
  const { email, password } = stack().operator;
  return enter(person, email, password, '/operator/status');
}
