import { type Company, company, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Browser } from 'playwright-core';
import { enter, flaws, settled, type Visitor, visitor } from './portal';

describe('Notices by mail, in the browser', () => {
  let browser: Browser;
  let dealer: Company;
  let person: Visitor;

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    person = await visitor(browser, {
      locale: 'en-US',
      colorScheme: 'light',
      viewport: { width: 390, height: 844 },
    });
    await enter(person, dealer.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());

  const open = (path = '/settings/notifications') => person.page.goto(stack().url + path);
  const language = () => person.page.getByLabel('Language of e-mails');
  const deliveries = () => person.page.getByRole('switch', { name: 'Undelivered messages' });
  const choice = async () =>
    ((await dealer.api.get('/auth/me').expect(200)).body as { notices: object }).notices;

  it('cannot be chosen where the platform sends none, and the page says so', async () => {
    await open();
    await person.page.getByText('This platform sends no e-mail').waitFor();
    expect(await deliveries().isDisabled()).toBe(true);
    expect(await flaws(person.page)).toEqual([]);
    await open('/account/profile');
    await person.page.getByLabel('Name').first().waitFor();
    expect(await language().count()).toBe(0);
  }, 60_000);

  it('are chosen by switches, by keyboard, and saved at once', async () => {
    const { page } = person;
    // As the platform answers where SMTP_URL is set.
    await page.route('**/api/v1/auth/options', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), mail: true } });
    });
    await open();
    await page.getByText('at most one e-mail of each kind an hour').waitFor();
    expect(await deliveries().isChecked()).toBe(true);
    await deliveries().press('Space');
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await deliveries().isChecked()).toBe(false);
    expect(await choice()).toEqual({ subscription: true, delivery: false, access: true });
    await deliveries().press('Space');
    await page.getByRole('switch', { name: 'Subscriptions' }).press('Space');
    await settled(page);
    expect(await choice()).toEqual({ subscription: false, delivery: true, access: true });
    await page.reload();
    await page.getByRole('switch', { name: 'Subscriptions', checked: false }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await open('/account/profile');
    await language().first().waitFor();
  }, 60_000);
});
