import { randomUUID } from 'node:crypto';
import { ROLE_SCOPES, type Role, type Scope } from '@anika/contracts';
import { company, eventually, openBrowser, PASSWORD } from '@anika/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { enabledControls } from './controls';
import { show } from './flaws';
import { type Furnished, furnished } from './furnished';
import { enter, enterOperator, flaws, go, inTurns, open, type Visitor, visitor } from './portal';

/** What changes something, by its name, and what that needs. All other controls of a page only show what is there. */
const CHANGES: readonly (readonly [name: RegExp, needs: Scope])[] = [
  [
    /^(Create topic|Delete topic|Erase messages|New contract|Check contract|Remove contract)$/,
    'topics:write',
  ],
  [/^(Give access|Give this partner access|Ask for access|Approve access|Hide first steps)$/, 'topics:write'],
  [/^(Actions on the access of|Reject)/, 'topics:write'],
  [/^Send message$/, 'messages:write'],
  [
    /^(Subscribe|Pause|Replay|Send test event|Rotate secret|Delete subscription|Deliver again)/,
    'subscriptions:write',
  ],
  [/^(Create inbox|Delete inbox|Clear inbox|Answer with 500)/, 'subscriptions:write'],
  [/^(Create key|Actions: Site)$/, 'keys:write'],
  [/^(Invite$|Actions: )/, 'users:write'],
];
/** Pages with a form: what is filled in there. */
const FORMS: readonly (readonly [path: RegExp, needs: Scope])[] = [
  [/^\/topics\/\w+\/settings$/, 'topics:write'],
  [/^\/topics\/\w+\/contract$/, 'topics:write'],
  [/[?&]request=/, 'topics:write'],
  [/^\/subscriptions\/\w+\/(settings|filter)$/, 'subscriptions:write'],
];
const READING =
  /^(Copy|Close|Fields|JSON$|Raw|How to verify|Message type|Version|Direction|Status|Who may read|Requests)/;
/** Pages that some roles may not see at all. */
const READ: readonly (readonly [path: string, needs: Scope])[] = [
  ['/developers/keys', 'keys:read'],
  ['/settings/audit', 'audit:read'],
];

/** What a control needs; undefined where everybody may use it. */
function needOf(path: string, name: string): Scope | undefined {
  const known = CHANGES.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  // Who may not send sees no form at all.
  if (/[?&]send=/.test(path) && name !== 'Close') return 'messages:write';
  return READING.test(name) ? undefined : FORMS.find(([pattern]) => pattern.test(path))?.[1];
}

describe('Roles in the portal', () => {
  let browser: Browser;
  let dealer: Furnished;
  const owners = new Map<string, readonly string[]>();

  beforeAll(async () => {
    [browser, dealer] = await Promise.all([openBrowser(), furnished()]);
    const owner = await as('owner');
    await inTurns(await tabsOf(owner), dealer.pages, async (page, path) => {
      await go(page, path);
      owners.set(path, await enabledControls(page));
    });
    await owner.page.context().close();
  }, 90_000);
  afterAll(() => browser.close());

  async function as(role: Role): Promise<Visitor> {
    const email = `${randomUUID()}@example.com`;
    await dealer.owner.api.post('/users', { name: 'Oleg', email, password: PASSWORD, role }).expect(201);
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    await enter(person, email, PASSWORD);
    return person;
  }

  /** Two, which go through the pages at once. */
  async function tabsOf({ page }: Visitor): Promise<readonly Page[]> {
    const other = await page.context().newPage();
    await open(other, '/');
    return [page, other];
  }

  it('an owner finds every change somewhere', () => {
    const all = [...owners].flatMap(([path, names]) => names.map((name) => needOf(path, name)));
    const names = [...owners.values()].flat();
    expect(CHANGES.filter(([pattern]) => !names.some((name) => pattern.test(name)))).toEqual([]);
    const writing = ROLE_SCOPES.owner.filter((scope) => scope.endsWith(':write'));
    expect([...new Set(all.filter(Boolean))].toSorted()).toEqual(writing.toSorted());
  });

  it.each(['member', 'viewer'] as const)(
    'what a %s can press on any page is what the role allows',
    async (role) => {
      const person = await as(role);
      const may = (scope: Scope | undefined) => scope === undefined || ROLE_SCOPES[role].includes(scope);
      await inTurns(await tabsOf(person), dealer.pages, async (page, path) => {
        await go(page, path);
        const allowed = READ.every(([closed, scope]) => closed !== path || may(scope));
        const expected = owners.get(path)!.filter((name) => allowed && may(needOf(path, name)));
        expect([path, await enabledControls(page)]).toEqual([path, expected]);
        if (!allowed) await page.getByText('You are not allowed to see this').waitFor();
      });
      const { page } = person;
      await go(page, '/settings/team');
      await page.getByRole('button', { name: 'Invite', exact: true }).focus();
      const who = `An owner of ${dealer.owner.partner.name} can change it.`;
      await page.getByText(who).first().waitFor();
      expect(await flaws(page)).toEqual([]);
    },
    90_000,
  );

  it('an operator gets no payload over the network, and nothing of a company to press', async () => {
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'dark' });
    const { page } = person;
    const answers = answersOf(page.context());
    await enterOperator(person);
    await page.keyboard.press('Control+k');
    const search = page.getByRole('dialog');
    await search.getByRole('textbox').fill(dealer.owner.partner.name);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: dealer.owner.partner.name }).click();
    await page.getByRole('heading', { name: dealer.owner.partner.name, level: 1 }).waitFor();
    await page.getByRole('cell', { name: dealer.owner.email }).waitFor();
    for (const path of ['/operator/status', '/operator/partners', '/operator/deliveries'])
      await go(page, path);
    const accepted = await page
      .locator('tr[data-row] td:last-child time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')!));
    expect(accepted.length).toBeGreaterThan(0);
    expect(accepted).toEqual(accepted.toSorted().toReversed());
    const own = ROLE_SCOPES.operator;
    // A drawer of what may not be seen does not open.
    const closed = dealer.pages.filter((one) => !one.includes('='));
    await inTurns(await tabsOf(person), closed, async (tab, path) => {
      await go(tab, path);
      const names = await enabledControls(tab);
      const beyond = names.filter((name) => {
        const need = needOf(path, name);
        return need !== undefined && !own.includes(need);
      });
      expect([path, beyond]).toEqual([path, []]);
    });
    const told = await Promise.all(answers);
    expect(told.length).toBeGreaterThan(dealer.pages.length);
    expect(told.filter((body) => body.includes(dealer.secret))).toEqual([]);
    // What is refused is told to the console.
    person.problems.splice(0);
  }, 90_000);

  it('an operator finds the dead letters of a partner by its name, and the address keeps it', async () => {
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    const { page } = person;
    await enterOperator(person);
    await open(page, '/operator/deliveries');
    const idle = await company('Полис');
    const subscribers = page.locator('tr[data-row] td:first-child');
    const name = await subscribers.first().innerText();
    const filter = page.getByRole('combobox', { name: 'Subscriber' });
    await filter.fill(name);
    await page.getByRole('option', { name, exact: true }).click();
    await page.waitForURL(/[?&]partnerId=prt_/);
    await open(page, new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await filter.inputValue()).toBe(name);
    expect(new Set(await subscribers.allInnerTexts())).toEqual(new Set([name]));
    expect(await flaws(page)).toEqual([]);

    await filter.fill(idle.partner.name);
    await page.getByRole('option', { name: idle.partner.name, exact: true }).click();
    await page.getByText('Nothing found').waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('an operator sets a limit, which is written as the language writes numbers', async () => {
    const insurer = await company('Полис');
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    const { page } = person;
    await enterOperator(person);
    await open(page, `/operator/partners/${insurer.partner.id}`);
    const english = page.getByLabel('Topics');
    expect(await english.inputValue()).toBe('1,000');
    await english.press('Control+a');
    await page.keyboard.type('2500');
    expect(await english.inputValue()).toBe('2,500');
    await show(page, { language: 'ru', scheme: 'light' });
    const russian = page.getByLabel('Топики');
    expect(await russian.inputValue()).toMatch(/^2\s500$/);
    await russian.press('End');
    await page.keyboard.type('0');
    expect(await russian.inputValue()).toMatch(/^25\s000$/);
    await page.getByRole('button', { name: 'Сохранить изменения' }).click();
    await page.getByText('Ограничения сохранены').waitFor();
    const { body } = await insurer.api.get('/auth/me').expect(200);
    expect(body).toMatchObject({ partner: { limits: { topics: 25_000 } } });
  }, 60_000);

  it('an operator suspends a partner by typing its name, and resumes it', async () => {
    const insurer = await company('Полис');
    const person = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    const { page } = person;
    await enterOperator(person);
    await open(page, `/operator/partners/${insurer.partner.id}`);
    await page.getByRole('button', { name: 'Suspend partner' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('code').innerText()).toBe(insurer.partner.name);
    const suspend = dialog.getByRole('button', { name: 'Suspend partner' });
    expect(await suspend.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill(insurer.partner.name);
    await suspend.click();
    await page.getByText('Suspended', { exact: true }).waitFor();
    await eventually(async () => (await insurer.api.get('/auth/me')).status === 401, {
      seconds: 10,
      what: 'the suspended company to be refused',
    });
    await page.getByRole('button', { name: 'Resume partner' }).click();
    await page.getByRole('button', { name: 'Suspend partner' }).waitFor();
    await eventually(async () => (await insurer.api.get('/auth/me')).status === 200, {
      seconds: 10,
      what: 'the resumed company to be served',
    });
  }, 90_000);

  function answersOf(context: BrowserContext): Promise<string>[] {
    const answers: Promise<string>[] = [];
    context.on('response', (response) => {
      if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''));
    });
    return answers;
  }
});
