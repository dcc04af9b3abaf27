import { type Company, company, openBrowser, PASSWORD, publish, stack, topicOf } from '@anika/testing';
import type { Topic } from '@anika/contracts';
import type { Browser } from 'playwright-core';
import { drawn, flaws, type Visitor, visitor } from './portal';

const MOST_TABS = 60;

interface Focused {
  readonly name: string;
  readonly hasRing: boolean;
}

/** Whoever has no mouse does the same: every station is reached by Tab, and what has the focus shows it. */
describe('The keyboard alone', () => {
  let browser: Browser;
  let dealer: Company;
  let topic: Topic;
  let person: Visitor;

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), company('АвтоЭкспресс')]);
    topic = await topicOf(dealer);
    for (const car of ['Lada Vesta', 'Haval Jolion', 'Geely Monjaro']) await publish(dealer, topic, { car });
    person = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
  }, 60_000);
  afterAll(() => browser.close());

  /** What has the focus, if anything; its ring is what a copy of it without the focus does not have. */
  async function focused(): Promise<Focused | undefined> {
    await drawn(person.page);
    return person.page.evaluate<Focused | undefined>(`(() => {
      const element = document.activeElement;
      if (element === document.body) return undefined;
      const look = (one) => {
        const { outline, borderColor, boxShadow } = getComputedStyle(one);
        return [outline, borderColor, boxShadow].join();
      };
      const copy = element.cloneNode();
      element.after(copy);
      const hasRing = look(copy) !== look(element);
      copy.remove();
      const name = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent;
      return { name: name.trim(), hasRing };
    })()`);
  }

  /** Presses Tab until something of this name has the focus; everything on the way shows that it has it. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let step = 0; step < MOST_TABS; step += 1) {
      const at = await focused();
      if (at) {
        expect(at).toEqual({ name: at.name, hasRing: true });
        if (typeof name === 'string' ? at.name === name : name.test(at.name)) return;
        passed.push(at.name);
      }
      await person.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${String(name)}; it came by ${passed.join(' | ')}`);
  }

  it('signs in and comes to the messages of a topic', async () => {
    const { page } = person;
    await page.goto(`${stack().url}/sign-in`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(/^Электронная почта/);
    await page.keyboard.type(dealer.email);
    await tabTo(/^Пароль/);
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stack().url}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo('К содержанию');
    await tabTo('Топики');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Топики', level: 1 }).waitFor();
    await page.getByRole('link', { name: topic.title }).waitFor();
    await tabTo(topic.title);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: topic.title, level: 1 }).waitFor();
  }, 60_000);

  it('opens a message, walks the rows and comes back to where it was', async () => {
    const { page } = person;
    await page.getByRole('row', { name: /Lada Vesta/ }).waitFor();
    await tabTo('car.chosen');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Сообщение' });
    await drawer.getByText('Geely Monjaro').first().waitFor();
    expect(await focused()).toEqual({ name: 'Сообщение', hasRing: true });
    // The list beside it can be used.
    expect(await drawer.getAttribute('aria-modal')).toBeNull();
    await page.keyboard.press('ArrowDown');
    await drawer.getByText('Haval Jolion').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await drawer.getByText('Lada Vesta').first().waitFor();
    await page.keyboard.press('ArrowUp');
    await drawer.getByText('Haval Jolion').first().waitFor();
    expect(await flaws(page)).toEqual([]);
    await tabTo(/^Открыть страницей/);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(await focused()).toEqual({ name: 'car.chosen', hasRing: true });
    expect(
      await page
        .getByRole('row', { name: /Haval Jolion/ })
        .locator(':focus')
        .count(),
    ).toBe(1);
  }, 60_000);

  it('publishes', async () => {
    const { page } = person;
    await tabTo('Отправить сообщение');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Тип').waitFor();
    await tabTo(/^Тип/);
    await page.keyboard.type('car.sold');
    await tabTo(/^Данные/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{"car":"Lada Granta"}');
    await tabTo('Отправить сообщение');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /Lada Granta/ }).waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);
});
