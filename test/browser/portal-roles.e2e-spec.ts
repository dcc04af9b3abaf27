import { randomUUID } from 'node:crypto';
import { ROLE_SCOPES, type Role, type Scope } from '@anika/contracts';
import {
  type Company,
  company,
  eventually,
  grant,
  openBrowser,
  PASSWORD,
  publish,
  stack,
  topicOf,
} from '@anika/testing';
import type { Browser, Page } from 'playwright-core';
import { enter, flaws, visitor } from './portal';

/** The buttons that change something, and what they need. */
const BUTTONS: readonly (readonly [path: string, button: string, scope: Scope])[] = [
  ['/topics', 'Create topic', 'topics:write'],
  ['/subscriptions', 'Subscribe', 'subscriptions:write'],
  ['/developers/keys', 'Create a key', 'keys:write'],
  ['/developers/events', 'Subscribe to events', 'subscriptions:write'],
  ['/settings/team', 'Invite', 'users:write'],
];
const SECRET = `secret-${randomUUID()}`;
const OPERATORS_PAGES = [
  '/operator/status',
  '/operator/partners',
  '/operator/deliveries',
  '/settings/team',
  '/settings/audit',
  '/account/sessions',
];

async function isEnabled(page: Page, path: string, button: string): Promise<boolean> {
  await page.goto(stack().url + path);
  const found = page.getByRole('main').getByRole('button', { name: button, exact: true });
  await found.waitFor();
  return (await found.getAttribute('aria-disabled')) !== 'true';
}

describe('Roles in the portal', () => {
  let browser: Browser;
  let dealer: Company;
  let topicId: string;

  beforeAll(async () => {
    const bank = await company('ЭкспоБанк');
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    const topic = await topicOf(dealer);
    topicId = topic.id;
    await grant(dealer, topic, bank);
    await publish(dealer, topic, { note: SECRET });
  }, 60_000);
  afterAll(() => browser.close());

  it.each(['owner', 'member', 'viewer'] as const)(
    'what a %s may press is what the role allows',
    async (role) => {
      const email = `${randomUUID()}@example.com`;
      await dealer.api
        .post('/users', { name: 'Олег', email, password: PASSWORD, role: role satisfies Role })
        .expect(201);
      const person = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
      await enter(person, email, PASSWORD);
      for (const [path, button, scope] of BUTTONS)
        expect([path, await isEnabled(person.page, path, button)]).toEqual([
          path,
          ROLE_SCOPES[role].includes(scope),
        ]);
      await person.page.getByRole('button', { name: 'Invite', exact: true }).focus();
      if (role !== 'owner')
        await person.page.getByText(`An owner of ${dealer.partner.name} can change it.`).first().waitFor();
      expect(await flaws(person.page)).toEqual([]);
      await person.page.context().close();
    },
    90_000,
  );

  it('an operator gets no payload over the network, and finds a partner by its name', async () => {
    const { email, password } = stack().operator;
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'dark' });
    const { page } = person;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
    });
    await page.goto(`${stack().url}/sign-in`);
    await page.fill('input[type=email]', email);
    await page.fill('input[type=password]', password);
    await page.click('button[type=submit]');
    await page.waitForURL(`${stack().url}/operator/status`);
    for (const path of OPERATORS_PAGES) {
      await page.goto(stack().url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([path, await flaws(page)]).toEqual([path, []]);
    }
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog');
    await search.getByRole('textbox').fill(dealer.partner.name);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: dealer.partner.name }).click();
    await page.getByRole('heading', { name: dealer.partner.name, level: 1 }).waitFor();
    await page.getByRole('cell', { name: dealer.email }).waitFor();
    expect(await flaws(page)).toEqual([]);
    expect(person.problems).toEqual([]);

    await page.goto(`${stack().url}/topics/${topicId}/messages`);
    await page
      .getByRole('heading', { level: 1 })
      .or(page.getByText('You may not see this'))
      .first()
      .waitFor();
    const bodies = await Promise.all(answers);
    expect(bodies.length).toBeGreaterThan(OPERATORS_PAGES.length);
    expect(bodies.filter((body) => body.includes(SECRET))).toEqual([]);
  }, 90_000);

  it('an operator suspends a partner by typing its name, and resumes it', async () => {
    const insurer = await company('Полис');
    const { email, password } = stack().operator;
    const { page } = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    await page.goto(`${stack().url}/sign-in?next=/operator/partners/${insurer.partner.id}`);
    await page.fill('input[type=email]', email);
    await page.fill('input[type=password]', password);
    await page.click('button[type=submit]');
    await page.getByRole('button', { name: 'Suspend the partner' }).click();
    const dialog = page.getByRole('dialog');
    const suspend = dialog.getByRole('button', { name: 'Suspend the partner' });
    expect(await suspend.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(insurer.partner.name);
    await suspend.click();
    await page.getByText('Suspended', { exact: true }).waitFor();
    await eventually(async () => (await insurer.api.get('/auth/me')).status === 401, {
      seconds: 10,
      what: 'the suspended company to be refused',
    });
    await page.getByRole('button', { name: 'Resume the partner' }).click();
    await page.getByRole('button', { name: 'Suspend the partner' }).waitFor();
    await eventually(async () => (await insurer.api.get('/auth/me')).status === 200, {
      seconds: 10,
      what: 'the resumed company to be served',
    });
  }, 90_000);
});
