import { createClient } from '@anika/client';
import { company, stack, topicOf } from '@anika/testing';

describe('The typed client', () => {
  it('publishes and reads; a refusal is an error with its code', async () => {
    const owner = await company();
    const { id: topicId } = await topicOf(owner);
    const anika = createClient({ baseUrl: stack().url, token: owner.token });
    const params = { path: { topicId } };
    const published = await anika.POST('/api/v1/topics/{topicId}/messages', {
      params,
      body: { type: 'car.chosen', data: { car: 'Lada Niva' } },
    });
    expect(published.response.status).toBe(202);
    expect(published.data).toMatchObject({ topicId, type: 'car.chosen' });
    const found = await anika.POST('/api/v1/topics/{topicId}/messages/search', {
      params,
      body: { filter: { 'data.car': 'Lada Niva' } },
    });
    expect(found.data?.data.map(({ id }) => id)).toEqual([published.data?.id]);

    const refused = await anika.GET('/api/v1/topics', { params: { query: { limit: 1000 } } });
    expect(refused.data).toBeUndefined();
    expect(refused.error).toMatchObject({ status: 422, code: 'VALIDATION_FAILED' });
    const anyone = createClient({ baseUrl: stack().url });
    expect((await anyone.GET('/api/v1/topics')).error).toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
