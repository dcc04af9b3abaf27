import { readFileSync } from 'node:fs';
import { anonymous, type Company, company, openBrowser, PASSWORD, stack } from '@anika/testing';
import type { Topic } from '@anika/contracts';
import type { Browser } from 'playwright-core';
import { enter, flaws, open, refused, settled, type Visitor, visitor } from './portal';

const IMAGE = '<img src=/stolen onerror=fetch("/stolen")>';
const LINK = 'javascript:fetch("/stolen")';
const TURNED = 'invoice\u202efdp.exe';
const FORMULA = '=1+1';
// The message and its data are two levels: 64 in all are allowed.
const DEEP = `${'['.repeat(62)}1${']'.repeat(62)}`;
const HOSTILE = `{"image":${JSON.stringify(IMAGE)},"link":${JSON.stringify(LINK)},"turned":"${TURNED}","formula":"${FORMULA}","deep":${DEEP}}`;
/** As long as a message may be. */
const LINE = `{"line":"${'x'.repeat(1024 * 1024 - 40)}"}`;
/** The budget is 300 ms on a machine that does nothing else: 130 ms there; what is drawn whole takes far longer than this. */
const OPENS_WITHIN_MS = 2000;

/** Data of a partner that means no good: it is shown as text, asks for nothing, and the page keeps its shape. */
describe('Hostile data in the portal', () => {
  let browser: Browser;
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  let reader: Visitor;
  const asked: string[] = [];

  beforeAll(async () => {
    [browser, dealer, bank] = await Promise.all([
      openBrowser(),
      company(`${FORMULA} ${IMAGE}`),
      company('ЭкспоБанк'),
    ]);
    await dealer.api.patch('/auth/me', { name: `${FORMULA}${IMAGE}` }).expect(200);
    const about = { title: `${FORMULA} ${IMAGE}`, description: LINK, visibility: 'catalog' };
    topic = (await dealer.api.post('/topics', { name: 'trap', ...about }).expect(201)).body as Topic;
    await dealer.api.put(`/topics/${topic.id}/grants/${bank.partner.id}`, {}).expect(201);
    await send('hostile', HOSTILE).expect(202);
    reader = await visitor(browser, { locale: 'en-US', colorScheme: 'dark' });
    reader.page.context().on('request', (request) => asked.push(request.url()));
    reader.page.on('dialog', (dialog) => reader.problems.push(`said ${dialog.message()}`));
    await enter(reader, bank.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());
  afterEach(async () => {
    expect(await reader.page.locator('img[src*=stolen], a[href^="javascript:" i]').count()).toBe(0);
    const isOurs = (url: string) =>
      url.startsWith(`${stack().url}/`) || url.startsWith(`blob:${stack().url}/`);
    expect(asked.filter((url) => !isOurs(url) || url.includes('stolen'))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  const send = (type: string, data: string) =>
    dealer.api.postRaw(`/topics/${topic.id}/messages`, `{"type":"${type}","data":${data}}`);

  it('names are words wherever they stand', async () => {
    const { page } = reader;
    const partners = `/partners?q=${encodeURIComponent(FORMULA)}`;
    for (const path of ['/topics?scope=shared', `/catalog/${topic.id}`, partners]) {
      await open(page, path);
      await page.getByText(IMAGE).first().waitFor();
    }
    await open(page, `/partners/${dealer.partner.id}`);
    expect(await flaws(page)).toEqual([]);
    await open(page, `/topics/${topic.id}/messages`);
    await page.getByRole('heading', { name: `${FORMULA} ${IMAGE}`, level: 1 }).waitFor();
    await page.getByText(LINK).first().waitFor();
    expect(await flaws(page)).toEqual([]);
  }, 60_000);

  it('a payload is text in each of its views', async () => {
    const { page } = reader;
    await page.getByRole('link', { name: 'hostile' }).click();
    const drawer = page.getByRole('dialog', { name: 'Message' });
    await drawer.getByText(IMAGE).first().waitFor();
    const turned = 'invoice\\u202efdp.exe';
    await drawer.getByText(turned).first().waitFor();
    expect(await flaws(page)).toEqual([]);
    for (const view of ['JSON', 'Raw']) {
      await drawer.getByText(view, { exact: true }).click();
      await drawer.getByRole('region', { name: view }).getByText(turned).waitFor();
      expect(await flaws(page)).toEqual([]);
    }
    expect(await page.evaluate<string>('document.body.innerText')).not.toContain('\u202e');
    await page.keyboard.press('Escape');
  }, 60_000);

  it('a link that was cut within a filter opens', async () => {
    const filter = encodeURIComponent('{"data.a');
    await open(reader.page, `/topics/${topic.id}/messages?conditions=1&filter=${filter}`);
    await reader.page.getByText('Line 1, character 2: not valid JSON.').waitFor();
    refused(reader, 400);
  });

  it('a line of a mebibyte opens at once', async () => {
    const { page } = reader;
    await send('long', LINE).expect(202);
    await open(page, `/topics/${topic.id}/messages`);
    const ms = await page.evaluate<number>(`new Promise((done) => {
      const start = performance.now();
      [...document.querySelectorAll('tr a')].find((link) => link.textContent === 'long').click();
      const look = () => /x{900}/.test(document.querySelector('[role=dialog]')?.textContent ?? '')
        ? requestAnimationFrame(() => done(performance.now() - start))
        : requestAnimationFrame(look);
      look();
    })`);
    process.stdout.write(`A line of 1 MiB opens in ${Math.round(ms)} ms\n`);
    expect(ms).toBeLessThan(OPENS_WITHIN_MS);
    const drawer = page.getByRole('dialog', { name: 'Message' });
    for (const view of ['JSON', 'Raw']) {
      await drawer.getByText(view, { exact: true }).click();
      await drawer.getByRole('region', { name: view }).getByText('xxx').first().waitFor();
    }
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('an export holds no formula', async () => {
    const { page } = reader;
    const download = page.waitForEvent('download');
    await open(page, `/topics/${topic.id}/messages?type=hostile`);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'NDJSON' }).click();
    const lines = readFileSync(await (await download).path(), 'utf8');
    expect(lines).toContain(`"data":${HOSTILE}`);

    const giver = await visitor(browser, { locale: 'en-US', colorScheme: 'light' });
    await enter(giver, dealer.email, PASSWORD);
    await open(giver.page, '/settings/audit');
    expect(await flaws(giver.page)).toEqual([]);
    const audit = giver.page.waitForEvent('download');
    await giver.page.getByRole('button', { name: 'Export' }).click();
    await giver.page.getByRole('menuitem', { name: 'CSV' }).click();
    const table = readFileSync(await (await audit).path(), 'utf8');
    const cells = table.match(/"(?:[^"]|"")*"|[^,\r\n]+/g)!.map((cell) => cell.replace(/^"/, ''));
    expect(cells).toContainEqual(expect.stringContaining(`'${FORMULA}`));
    expect(cells.filter((cell) => /^[\s]*[=+@-]/.test(cell))).toEqual([]);
    await settled(giver.page);
  }, 60_000);

  it('names that turn the direction of text are refused, and the form says why', async () => {
    const name = 'Полис\u202eсилоП';
    for (const call of [
      dealer.api.post('/topics', { name: 'turned', title: name }),
      dealer.api.patch(`/topics/${topic.id}`, { description: name }),
      dealer.api.patch('/auth/me', { name }),
      dealer.api.post('/api-keys', { name, scopes: ['topics:read'] }),
      bank.api.post(`/topics/${topic.id}/access-requests`, { reason: name }),
      anonymous.post('/auth/register', {
        company: name,
        name: 'A',
        email: 'a@example.com',
        password: PASSWORD,
      }),
    ])
      expect((await call.expect(422)).text).toContain('"reason":"turned"');
    const { page } = reader;
    await open(page, '/topics?new=1');
    await page.getByLabel('Title').fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Create topic' }).click();
    await page.getByText('changes the direction of text').waitFor();
    refused(reader, 422);
    await page.keyboard.press('Escape');
  }, 60_000);
});
