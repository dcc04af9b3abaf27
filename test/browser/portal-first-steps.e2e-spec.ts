import { randomUUID } from 'node:crypto';
import { eventually, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Browser, Locator } from 'playwright-core';
import { flaws, type Visitor, visitor } from './portal';

const MOST_CLICKS = 12;
/** Remembers how long each movement on the page takes. */
const WATCH_MOVEMENTS = `
  globalThis.movements = [];
  for (const kind of ['transitionrun', 'animationstart'])
    addEventListener(kind, () => movements.push(
      ...document.getAnimations().map(({ effect }) => effect.getComputedTiming().duration)));`;

describe('A new company with a phone', () => {
  let browser: Browser;
  let person: Visitor;
  let clicks = 0;
  const click = async (target: Locator) => {
    clicks += 1;
    await target.click();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    person = await visitor(browser, {
      locale: 'ru-RU',
      colorScheme: 'light',
      viewport: { width: 390, height: 844 },
    });
    await person.page.emulateMedia({ reducedMotion: 'reduce' });
    await person.page.addInitScript(WATCH_MOVEMENTS);
  }, 60_000);
  afterAll(() => browser.close());

  it(`comes from nothing to its first signed webhook in ${MOST_CLICKS} clicks`, async () => {
    const { page } = person;
    const email = `${randomUUID()}@example.com`;
    await page.goto(`${stack().url}/register`);
    await page.getByLabel('Компания').fill(`Шиномир ${email.slice(0, 8)}`);
    await page.getByLabel('Ваше имя').fill('Дарья');
    await page.getByLabel('Электронная почта').fill(email);
    await page.locator('input[type=password]').fill('password123');
    await page.getByRole('button', { name: 'Зарегистрировать' }).click();
    await page.getByText('Этот пароль подбирают одним из первых').waitFor();
    // The console names every answer of 4xx.
    person.problems.length = 0;
    await page.locator('input[type=password]').fill(PASSWORD);
    await click(page.getByRole('button', { name: 'Зарегистрировать' }));

    await click(page.getByRole('link', { name: 'Создать топик' }));
    const topic = page.getByRole('dialog');
    await topic.getByLabel('Название').fill('Замена шин');
    expect(await topic.getByLabel('Имя').inputValue()).toBe('zamena-shin');
    await click(topic.getByRole('button', { name: 'Создать топик' }));
    await page.getByRole('heading', { name: 'Замена шин', level: 1 }).waitFor();

    await click(page.getByRole('link', { name: 'ANIKA' }));
    expect(await flaws(page)).toEqual([]);
    await click(page.getByRole('button', { name: 'Подписать ящик' }));
    // What is sent before that is not for it.
    await page.getByText('Проверочный ящик подписан на ваш топик').waitFor();
    await click(page.getByRole('link', { name: 'Отправить сообщение' }));
    const message = page.getByRole('dialog');
    await message.getByLabel('Тип').fill('tyres.changed');
    await message.getByLabel('Данные').fill('{"size":"205/55 R16"}');
    await click(message.getByRole('button', { name: 'Отправить сообщение' }));
    await message.waitFor({ state: 'hidden' });

    await click(page.getByRole('link', { name: 'ANIKA' }));
    const step = page.getByRole('listitem').filter({ hasText: 'Увидеть первый подписанный вебхук' });
    await step.getByRole('img', { name: 'Готово' }).waitFor();
    expect(await flaws(page)).toEqual([]);
    await click(step.getByRole('link', { name: 'Открыть ящик' }));
    await page.getByText('Подпись верна').first().waitFor();
    process.stdout.write(`From nothing to the first signed webhook: ${clicks} clicks\n`);
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(await flaws(page)).toEqual([]);
  }, 90_000);

  it('sees nothing move, as the person asked', async () => {
    const { page } = person;
    const longest = async () => Math.max(0, ...(await page.evaluate<number[]>('movements')));
    expect(await longest()).toBeLessThanOrEqual(1);
    // Who does not ask for it sees a menu come.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.getByRole('button', { name: /^Учётная запись/ }).click();
    await eventually(async () => (await longest()) > 1, { what: 'the menu to move' });
  }, 60_000);
});
