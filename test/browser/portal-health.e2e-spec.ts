import { type Company, eventually, openBrowser, PASSWORD, publish, sharedTopic } from '@anika/testing';
import type { CreatedInbox, CreatedSubscription, Topic } from '@anika/contracts';
import type { Browser } from 'playwright-core';
import { enter, open, type Visitor, visitor } from './portal';

/** Nobody reloads the page here: it follows the endpoint by itself. */
describe('The page of a subscription whose endpoint fails and is mended', () => {
  let browser: Browser;
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  let inbox: CreatedInbox;
  let subscriptionId: string;
  let banker: Visitor;

  beforeAll(async () => {
    [browser, { dealer, bank, topic }] = await Promise.all([openBrowser(), sharedTopic()]);
    inbox = (await bank.api.post('/inboxes', {}).expect(201)).body as CreatedInbox;
    await bank.api.patch(`/inboxes/${inbox.id}`, { answerWith: 500 }).expect(200);
    const { body } = await bank.api
      .post('/subscriptions', {
        topicId: topic.id,
        url: inbox.url,
        secret: inbox.secret,
        retrySchedule: [1, 600],
      })
      .expect(201);
    subscriptionId = (body as CreatedSubscription).id;
    banker = await visitor(browser, { locale: 'ru-RU', colorScheme: 'light' });
    await enter(banker, bank.email, PASSWORD);
  }, 60_000);
  afterAll(() => browser.close());

  it('shows the first delivery in the empty list, as that says', async () => {
    const { page } = banker;
    await open(page, `/subscriptions/${subscriptionId}/deliveries`);
    await page.getByText('Доставок пока нет').waitFor();
    await publish(dealer, topic);
    await page.getByRole('row').filter({ hasText: 'Сбой приёмника' }).waitFor();
  }, 60_000);

  it('says that it fails once a test event was answered so, and what is held leads to the endpoint', async () => {
    const { page } = banker;
    await eventually(
      async () => {
        await publish(dealer, topic);
        const { body } = await bank.api.get(`/subscriptions/${subscriptionId}`).expect(200);
        return (body as { health: { state: string } }).health.state === 'failing';
      },
      { what: 'the endpoint to be called failing' },
    );
    await publish(dealer, topic);
    await page.getByRole('button', { name: 'Отправить проверочное событие' }).click();
    await page.getByText('Попытки не удаются с').waitFor();
    await page.getByRole('row').filter({ hasText: 'Ждёт' }).first().getByRole('link').click();
    await page.getByRole('dialog').getByRole('link', { name: 'Проверить приёмник' }).click();
    await page.waitForURL(/\/settings$/);
  }, 60_000);

  it('and that it is healthy again, with nothing to save', async () => {
    const { page } = banker;
    const save = page.getByRole('button', { name: 'Сохранить изменения' });
    await bank.api.patch(`/inboxes/${inbox.id}`, { answerWith: 204 }).expect(200);
    await page.getByRole('button', { name: 'Отправить проверочное событие' }).click();
    await page.getByText('Исправна', { exact: true }).waitFor();
    expect(await page.getByText('Попытки не удаются с').count()).toBe(0);
    expect(await save.isDisabled()).toBe(true);
  }, 60_000);
});
