import { randomUUID } from 'node:crypto';
import { openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Browser, Locator } from 'playwright-core';
import { flaws, type Visitor, visitor } from './portal';

const MOST_CLICKS = 12;

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
  }, 60_000);
  afterAll(() => browser.close());

  it(`comes from nothing to its first signed webhook in ${MOST_CLICKS} clicks`, async () => {
    const { page } = person;
    const email = `${randomUUID()}@example.com`;
    await page.goto(`${stack().url}/register`);
    await page.getByLabel('Компания').fill(`Шиномир ${email.slice(0, 8)}`);
    await page.getByLabel('Ваше имя').fill('Дарья');
    await page.getByLabel('Электронная почта').fill(email);
    await page.locator('input[type=password]').fill(PASSWORD);
    await click(page.getByRole('button', { name: 'Зарегистрировать' }));

    await click(page.getByRole('link', { name: 'Создать топик' }));
    const topic = page.getByRole('dialog');
    await topic.getByLabel('Название').fill('Замена шин');
    await topic.getByLabel('Имя').fill('tyre-changes');
    await click(topic.getByRole('button', { name: 'Создать топик' }));
    await page.getByRole('heading', { name: 'Замена шин', level: 1 }).waitFor();

    await click(page.getByRole('link', { name: 'ANIKA' }));
    expect(await flaws(page)).toEqual([]);
    await click(page.getByRole('button', { name: 'Подписать ящик' }));
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
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(await flaws(page)).toEqual([]);
    expect(person.problems).toEqual([]);
  }, 90_000);

  it('sees whole pages at 390 px and at 200 %', async () => {
    const { page } = person;
    for (const path of ['/', '/settings/team', '/settings/limits', '/developers/keys', '/account/profile'])
      for (const width of [390, 640]) {
        // 200 % of 1280 px is 640 px of CSS.
        await page.setViewportSize({ width, height: 844 });
        await page.goto(stack().url + path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        expect([path, width, await flaws(page)]).toEqual([path, width, []]);
      }
    expect(person.problems).toEqual([]);
  }, 90_000);
});
