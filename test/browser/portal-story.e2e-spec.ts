import { randomUUID } from 'node:crypto';
import { type Company, company, eventually, openBrowser, PASSWORD, Receiver, stack } from '@anika/testing';
import type { Browser } from 'playwright-core';
import { enter, flaws, open, refused, settled, type Visitor, visitor } from './portal';

const DATA =
  '{"car":"Lada Vesta", "vin":12345678901234567890,"price":1.450e6,"note":"\\u0041 <img src=x onerror=alert(1)>"}';

describe('The story, by clicks', () => {
  let browser: Browser;
  let receiver: Receiver;
  let bank: Company;
  let insurer: Company;
  let dealer: Visitor;
  let banker: Visitor;
  let topicUrl: string;
  const path = `/${randomUUID()}`;
  /** Of no other test: the insurer may read what others offer. */
  const title = `Выбор машины ${randomUUID()}`;
  const dealerEmail = `${randomUUID()}@example.com`;

  beforeAll(async () => {
    [browser, receiver, bank, insurer] = await Promise.all([
      openBrowser(),
      Receiver.start(),
      company('ЭкспоБанк'),
      company('Полис'),
    ]);
    dealer = await visitor(browser, { locale: 'ru-RU', colorScheme: 'light' });
    banker = await visitor(browser, { locale: 'en-US', colorScheme: 'dark' });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });

  it('a dealer registers and opens a topic', async () => {
    const { page } = dealer;
    await page.goto(`${stack().url}/register`);
    await page.getByLabel('Компания').fill(`АвтоЭкспресс ${dealerEmail.slice(0, 8)}`);
    await page.getByLabel('Ваше имя').fill('Анна');
    await page.getByLabel('Электронная почта').fill(dealerEmail);
    await page.locator('input[type=password]').fill(PASSWORD);
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('button', { name: 'Зарегистрировать' }).click();
    await page.getByRole('heading', { name: 'Первые шаги' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.getByRole('link', { name: 'Создать топик' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Имя').fill('Car Choice');
    await dialog.getByLabel('Название').fill(title);
    expect(await dialog.getByLabel('Имя').inputValue()).toBe('Car Choice');
    await dialog.getByRole('button', { name: 'Создать топик' }).click();
    await dialog.getByText('Неверный формат').waitFor();
    refused(dealer, 422);
    await dialog.getByLabel('Имя').fill('car-choice');
    await dialog.getByRole('button', { name: 'Создать топик' }).click();
    await page.waitForURL(/\/topics\/top_\w+\/messages/);
    topicUrl = page.url();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  }, 90_000);

  it('and gives the bank access', async () => {
    const { page } = dealer;
    await page.getByRole('link', { name: 'Доступ', exact: true }).click();
    await page.getByRole('button', { name: 'Дать доступ' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Партнёр' }).fill(bank.partner.name);
    await page.getByRole('option', { name: bank.partner.name }).click();
    await dialog.getByRole('button', { name: 'Дать доступ' }).click();
    await page.getByRole('row', { name: new RegExp(bank.partner.name) }).waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('the bank subscribes and sees the secret once', async () => {
    const { page } = banker;
    await enter(banker, bank.email, PASSWORD);
    const granted = page.getByRole('listitem').filter({ hasText: 'access given, not subscribed yet' });
    await granted.getByRole('link', { name: title }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await granted.getByRole('button', { name: 'Subscribe' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Endpoint URL').fill(receiver.url(path));
    await dialog.getByRole('button', { name: 'Subscribe' }).click();
    const secret = await page.locator('code', { hasText: 'whsec_' }).innerText();
    receiver.expect(path, secret);
    await page.getByRole('button', { name: 'I have saved it' }).click();
    await page.waitForURL(/\/subscriptions\/sub_\w+\/deliveries/);
    await page.getByText('No deliveries yet').waitFor();
    expect(await page.content()).not.toContain(secret);
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain('whsec_');
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('a message that the dealer sends arrives as it was written', async () => {
    const { page } = dealer;
    await page.getByRole('button', { name: 'Отправить сообщение' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Тип').fill('car.chosen');
    await dialog.getByLabel('Данные').fill(DATA);
    await dialog.getByRole('button', { name: 'Отправить сообщение' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const webhook = await eventually(() => receiver.at(path)[0], { seconds: 15, what: 'the webhook' });
    expect(webhook.body.toString()).toContain(`"data":${DATA}`);

    await page.getByRole('link', { name: 'Сообщения' }).click();
    await page.getByRole('link', { name: 'car.chosen' }).click();
    const drawer = page.getByRole('dialog', { name: 'Сообщение' });
    await drawer.getByText('12345678901234567890').waitFor();
    await drawer.getByText('Доставлено').waitFor();
    expect(await flaws(page)).toEqual([]);
    await drawer.getByText('Как есть').click();
    const raw = drawer.getByRole('region', { name: 'Как есть' });
    await raw.waitFor();
    expect((await raw.locator('div > div > div').allInnerTexts()).join('')).toBe(DATA);
  }, 90_000);

  it('the bank sees its delivery and why it went well', async () => {
    const { page } = banker;
    await page.reload();
    await page.getByRole('link', { name: /msg_/ }).click();
    const drawer = page.getByRole('dialog', { name: 'Delivery' });
    await drawer.getByText('Attempt 1').waitFor();
    await drawer.getByText('answered 2').waitFor();
    await drawer.getByRole('img', { name: 'passed' }).nth(4).waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).search).toBe('');
  }, 60_000);

  it('the insurer finds nothing under the same address', async () => {
    const polis = await visitor(browser, {
      locale: 'ru-RU',
      colorScheme: 'light',
      viewport: { width: 390, height: 844 },
    });
    const { page } = polis;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
    });
    await enter(polis, insurer.email, PASSWORD);
    await page.goto(topicUrl);
    await page.getByRole('heading', { name: 'Здесь ничего нет' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    const topicId = /top_\w+/.exec(topicUrl)![0];
    for (const path of [`/catalog/${topicId}`, `/subscriptions?new=${topicId}`, `/go/${topicId}`]) {
      await page.goto(stack().url + path);
      await settled(page);
      expect(await page.content()).not.toContain(title);
    }
    refused(polis, 404);
    for (const path of ['/', '/topics', '/catalog', '/access', '/subscriptions', '/deliveries'])
      await open(page, path);
    const told = (await Promise.all(answers)).join();
    expect(told).toContain(insurer.partner.id);
    expect(told).not.toContain(title);
    // The refusals name what was asked for; nothing else does.
    expect(told.split(topicId).length - 1).toBe(told.split('"status":404').length - 1);
  }, 60_000);
});
