import { randomUUID } from 'node:crypto';
import { type Company, company, openBrowser, PASSWORD, stack, topicOf } from '@anika/testing';
import type { Browser, Page } from 'playwright-core';
import { show } from './flaws';
import { enter, flaws, go, open, refused, type Visitor, visitor } from './portal';

interface Stores {
  readonly session: string;
  readonly local: string;
  readonly cookies: string;
  readonly history: string;
  readonly caches: readonly string[];
  readonly databases: readonly string[];
}

/** All that a page may keep in a browser. */
const stores = (page: Page): Promise<Stores> =>
  page.evaluate(`(async () => ({
    session: JSON.stringify(sessionStorage),
    local: JSON.stringify(localStorage),
    cookies: document.cookie,
    history: location.href + JSON.stringify(history.state) + window.name,
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }))()`);

describe('The session of a person, in the browser', () => {
  let browser: Browser;
  let dealer: Company;
  let person: Visitor;

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    person = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
    await enter(person, dealer.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());

  it('that ends while a form is filled in asks for the password, and the form is saved', async () => {
    const { page } = person;
    await page.goto(`${stack().url}/account/profile`);
    await page.getByLabel('Имя').fill('Анна Смирнова');
    await dealer.api.delete('/auth/sessions').expect(204);
    await page.getByRole('button', { name: 'Сохранить изменения' }).click();
    const dialog = page.getByRole('dialog', { name: 'Сеанс завершился' });
    await dialog.locator('input[type=password]').fill(PASSWORD);
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Продолжить' }).click();
    await page.getByText('Профиль сохранён').waitFor();
    const { body: me } = await dealer.api.get('/auth/me').expect(200);
    expect(me.user.name).toBe('Анна Смирнова');
    refused(person, 401);
  }, 60_000);

  it('is told by a form what it needs in the language of the page, not of the browser', async () => {
    const english = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    const { page } = english;
    await enter(english, dealer.email, PASSWORD);
    await show(page, { language: 'ru', scheme: 'light' });
    await go(page, '/subscriptions?new=1');
    const subscription = page.getByRole('dialog');
    await subscription.getByRole('button', { name: 'Подписаться' }).click();
    expect(await subscription.getByText('Нужно заполнить').count()).toBe(2);
    await go(page, '/settings/team?new=1');
    const email = page.getByRole('dialog').getByLabel('Электронная почта');
    await email.fill('anna');
    await page.keyboard.press('Enter');
    await page.getByText('Это не адрес электронной почты').waitFor();
    expect(await email.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
    expect(await flaws(page)).toEqual([]);
    await go(page, '/developers/keys?new=1');
    const key = page.getByRole('dialog');
    await key.getByLabel('Название').fill('Site');
    await key.getByLabel('Отправлять сообщения').check();
    // Half a date has no value: sent, it would be a key without an end.
    await key.getByLabel('Истекает').pressSequentially('11');
    await page.keyboard.press('Enter');
    await key.getByText('Дата неполная').waitFor();
    await key.getByLabel('Истекает').fill('2001-01-01');
    await page.keyboard.press('Enter');
    await key.getByText(/^Не раньше \d+ \S{3} \d{4}$/).waitFor();
    await key.getByLabel('Истекает').fill('2047-03-04');
    await key.getByText('4 мар 2047', { exact: true }).waitFor();
    await page.context().close();
  }, 60_000);

  it('keeps no secret: a new API key is shown once and works', async () => {
    const { page } = person;
    await page.goto(`${stack().url}/developers/keys`);
    await page.getByRole('button', { name: 'Создать ключ' }).click();
    const form = page.getByRole('dialog', { name: 'Новый ключ API' });
    await form.getByLabel('Название').fill('Сайт');
    await form.getByRole('button', { name: 'Создать ключ' }).click();
    await form.getByText('Выберите хотя бы одно право').waitFor();
    await form.getByLabel('Отправлять сообщения').check();
    expect(await flaws(page)).toEqual([]);
    await form.getByRole('button', { name: 'Создать ключ' }).click();
    const shown = page.getByRole('dialog', { name: 'Ключ создан' });
    const key = await shown.locator('code').innerText();
    expect(await shown.locator('pre').innerText()).toContain(`Bearer ${key}`);
    expect(await flaws(page)).toEqual([]);
    await shown.getByRole('button', { name: 'Сохранено' }).click();
    await page.getByRole('row', { name: /Сайт/ }).waitFor();
    expect(await page.content()).not.toContain(key);
    const stored = await stores(page);
    expect(stored).toMatchObject({ cookies: '', caches: [], databases: [] });
    expect(JSON.stringify(stored)).toContain('anika-language');
    for (const secret of [key, PASSWORD, dealer.token]) expect(JSON.stringify(stored)).not.toContain(secret);
    const answer = await fetch(`${stack().url}/api/v1/auth/me`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect((await answer.json()) as unknown).toMatchObject({ scopes: ['messages:write'] });
  }, 60_000);

  it('makes a link for a new password, and is told until when it is valid', async () => {
    const { page } = person;
    const colleague = {
      name: 'Олег',
      email: `${randomUUID()}@example.com`,
      password: PASSWORD,
      role: 'viewer',
    };
    await dealer.api.post('/users', colleague).expect(201);
    await open(page, '/settings/team');
    await page.getByRole('button', { name: 'Действия: Олег' }).click();
    await page.getByRole('menuitem', { name: 'Создать ссылку для нового пароля' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ссылка для нового пароля: Олег' });
    await dialog.getByText(/действует до\s\d+\s\S{3},\s\d\d:\d\d\sи сработает/).waitFor();
    expect(await flaws(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Сохранено' }).click();
  }, 60_000);

  it('has a log in which what was refused reads as refused', async () => {
    const { page } = person;
    const { name, title } = await topicOf(dealer);
    await dealer.api.post('/topics', { name, title }).expect(409);
    await open(page, '/settings/audit');
    const row = page.getByRole('row').filter({ hasText: 'Отказано' });
    await row.filter({ hasText: 'Создание топика' }).waitFor();
  }, 60_000);

  it('is of no use to a page of another origin', async () => {
    const { page } = person;
    const answer = await page.request.post(`${stack().url}/api/v1/topics`, {
      headers: { origin: 'https://evil.example' },
      data: { name: 'stolen', title: 'Stolen' },
    });
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'CROSS_ORIGIN' });
  });

  it('has one language in all tabs', async () => {
    const { page } = person;
    const other = await page.context().newPage();
    await open(other, '/topics');
    await page.getByRole('button', { name: /Учётная запись/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await other.getByRole('heading', { name: 'Topics', level: 1 }).waitFor();
    await page.getByRole('menuitemradio', { name: 'Русский' }).click();
    await other.getByRole('heading', { name: 'Топики', level: 1 }).waitFor();
    await page.keyboard.press('Escape');
    await other.close();
  }, 60_000);

  it('that is signed out is over in all tabs', async () => {
    const { page } = person;
    const topic = await topicOf(dealer);
    const other = await page.context().newPage();
    await open(other, '/settings/team');
    await other.getByRole('cell', { name: dealer.email }).waitFor();
    await go(other, `/topics/${topic.id}/contract?contract=new`);
    await other.getByLabel('Тип сообщения').fill('car.chosen');
    expect((await stores(other)).session).toContain('draft');
    await page.getByRole('button', { name: /Учётная запись/ }).click();
    await page.getByRole('menuitem', { name: 'Выйти' }).click();
    await Promise.all([page, other].map((tab) => tab.waitForURL(`${stack().url}/sign-in`)));
    for (const tab of [page, other]) expect((await stores(tab)).session).not.toContain('draft');
    // What the browser kept of the page is not shown again either.
    await other.goBack();
    await other.waitForURL(/\/sign-in/);
    expect(await other.content()).not.toContain(dealer.email);
    refused(person, 401);
  }, 60_000);
});
