import { openBrowser, PASSWORD } from '@anika/testing';
import type { Browser } from 'playwright-core';
import { show } from './flaws';
import { type Furnished, furnished } from './furnished';
import { overflowing } from './narrow';
import { drawn, enter, enterOperator, flaws, go, open, type Visitor, visitor } from './portal';
import { lengthenEnglish } from './pseudo-locale';
import { shiftsOf } from './shifts';

const HEIGHT = 844;
const PARTS = 4;
/** A phone, a desk at 200 %, a desk. */
const WIDTHS = [390, 640, 1280] as const;
const OPERATORS_PAGES = ['/operator/status', '/operator/partners', '/operator/deliveries'];

/** Every page of the map, with something on it: in Russian and in English that is 40 % longer, on a phone and on a desk, at 200 %, too. */
describe('Every page of the portal', () => {
  let browser: Browser;
  let company: Furnished;
  let person: Visitor;

  beforeAll(async () => {
    [browser, company] = await Promise.all([openBrowser(), furnished()]);
    person = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
    await lengthenEnglish(person.page.context());
  }, 60_000);
  afterAll(() => browser.close());

  async function look(paths: readonly string[], isSignedIn = true): Promise<string[]> {
    const { page } = person;
    const found: string[] = [];
    for (const path of paths) {
      await (isSignedIn ? go : open)(page, path);
      for (const language of ['ru', 'en']) {
        await show(page, { language, scheme: 'dark' });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          await drawn(page);
          found.push(...(await overflowing(page)).map((one) => `${path} ${language} ${width}: ${one}`));
        }
      }
      await show(page, { language: 'ru', scheme: 'dark' });
      found.push(...(await flaws(page)).map((one) => `${path}: ${one}`));
    }
    return found;
  }

  it('for guests has room for words and no barrier', async () => {
    expect(await look(company.guests, false)).toEqual([]);
  }, 90_000);

  it.each([1, 2, 3, 4])(
    `for companies has room for words and no barrier (%d of ${PARTS})`,
    async (part) => {
      if (part === 1) await enter(person, company.owner.email, PASSWORD);
      expect(await look(company.pages.filter((_, index) => index % PARTS === part - 1))).toEqual([]);
    },
    90_000,
  );

  it.each([
    ['/messages?conditions=1', 1280],
    ['/contract', 390],
  ])(
    'keeps everything in its place while it loads on a slow machine: %s at %d px',
    async (path, width) => {
      const { page } = person;
      const topic = company.pages.find((one) => one.endsWith('/contract'))!.replace('/contract', '');
      await page.setViewportSize({ width, height: HEIGHT });
      expect(await shiftsOf(page, `${topic}${path}`)).toEqual([]);
    },
    60_000,
  );

  it('for operators has room for words and no barrier', async () => {
    person = await visitor(browser, { locale: 'ru-RU', colorScheme: 'dark' });
    await lengthenEnglish(person.page.context());
    await enterOperator(person);
    const partner = `/operator/partners/${company.owner.partner.id}`;
    expect(await look([...OPERATORS_PAGES, partner])).toEqual([]);
  }, 60_000);
});
