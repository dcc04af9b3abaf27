import { openBrowser, PASSWORD } from '@anika/testing';
import type { Browser } from 'playwright-core';
import { flawsAsShown, show, type Shown } from './flaws';
import { type Furnished, furnished } from './furnished';
import { overflowing, unevenRows } from './narrow';
import { drawn, enter, enterOperator, go, inTurns, open, type Visitor, visitor } from './portal';
import { lengthenEnglish } from './pseudo-locale';
import { shiftsOf } from './shifts';

const HEIGHT = 844;
const PARTS = 4;
const DESK = 1280;
/** A phone, a desk at 200 %, a desk. */
const WIDTHS = [390, 640, DESK] as const;
/** What depends on words is seen in both languages, what depends on colours in both schemes. */
const LOOKS: readonly Shown[] = [
  { language: 'ru', scheme: 'dark' },
  { language: 'en', scheme: 'light' },
];
const OPERATORS_PAGES = ['/operator/status', '/operator/partners', '/operator/deliveries'];

/** Every page of the map, with something on it: in Russian and in English that is 40 % longer, on a phone and on a desk, at 200 %, too. */
describe('Every page of the portal', () => {
  let browser: Browser;
  let company: Furnished;
  /** Each chooses languages and widths for itself. */
  let people: readonly Visitor[];

  beforeAll(async () => {
    [browser, company] = await Promise.all([openBrowser(), furnished()]);
    people = await Promise.all([newPerson(), newPerson()]);
  }, 60_000);
  afterAll(() => browser.close());

  async function newPerson(): Promise<Visitor> {
    const look = { locale: 'ru-RU', colorScheme: 'dark', reducedMotion: 'reduce' } as const;
    const person = await visitor(browser, look);
    await lengthenEnglish(person.page.context());
    return person;
  }

  async function look(paths: readonly string[], isSignedIn = true): Promise<string[]> {
    const found: string[] = [];
    await inTurns(people, paths, async ({ page }, path) => {
      await (isSignedIn ? go : open)(page, path);
      // As the last page was left: each is looked at in both.
      const isRussian = await page.evaluate<boolean>(`document.documentElement.lang === 'ru'`);
      for (const shown of isRussian ? LOOKS : LOOKS.toReversed()) {
        await show(page, shown);
        const where = `${path} ${shown.language} ${shown.scheme}`;
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          await drawn(page);
          const ill = [...(await overflowing(page)), ...(width === DESK ? await unevenRows(page) : [])];
          found.push(...ill.map((one) => `${where} ${width}: ${one}`));
        }
        found.push(...(await flawsAsShown(page)).map((one) => `${where}: ${one}`));
      }
    });
    return found;
  }

  it('for guests has room for words and no barrier', async () => {
    expect(await look(company.guests, false)).toEqual([]);
  }, 90_000);

  it.each([1, 2, 3, 4])(
    `for companies has room for words and no barrier (%d of ${PARTS})`,
    async (part) => {
      if (part === 1) await Promise.all(people.map((one) => enter(one, company.owner.email, PASSWORD)));
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
      const { page } = people[0]!;
      await show(page, LOOKS[0]!);
      const topic = company.pages.find((one) => one.endsWith('/contract'))!.replace('/contract', '');
      await page.setViewportSize({ width, height: HEIGHT });
      expect(await shiftsOf(page, `${topic}${path}`)).toEqual([]);
    },
    60_000,
  );

  it('for operators has room for words and no barrier', async () => {
    people = await Promise.all([newPerson(), newPerson()]);
    await Promise.all(people.map(enterOperator));
    const partner = `/operator/partners/${company.owner.partner.id}`;
    expect(await look([...OPERATORS_PAGES, partner])).toEqual([]);
  }, 60_000);
});
