import type { AccessRequest, Message, Page, Topic } from '@anika/contracts';
import { type Company, eventsTopicOf, eventually, stack, topicOf } from '@anika/testing';
import { Client } from 'pg';

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A topic in the catalogue. */
export async function offer(owner: Company): Promise<Topic> {
  const { id } = await topicOf(owner);
  return (await owner.api.patch(`/topics/${id}`, { visibility: 'catalog' }).expect(200)).body as Topic;
}

export async function ask(partner: Company, topic: Topic, more: object = {}): Promise<AccessRequest> {
  const body = { reason: 'To offer loans', ...more };
  return (await partner.api.post(`/topics/${topic.id}/access-requests`, body).expect(201))
    .body as AccessRequest;
}

export async function requestAs(reader: Company, id: string): Promise<AccessRequest> {
  return (await reader.api.get(`/access-requests/${id}`).expect(200)).body as AccessRequest;
}

export async function requestsOf(reader: Company, path: string): Promise<AccessRequest[]> {
  return [...((await reader.api.get(path).expect(200)).body as Page<AccessRequest>).data];
}

/** All that the company has been told about access, oldest first. */
export async function toldAll(partner: Company): Promise<Told[]> {
  const events = await eventsTopicOf(partner);
  const { body } = await partner.api.get(`/topics/${events.id}/messages?limit=200`).expect(200);
  return (body as Page<Message>).data.map((event) => event as Told).toReversed();
}

/** Waits until the company is told of it so often. */
export async function told(partner: Company, type: string, count = 1): Promise<Told['data']> {
  const found = await eventually(
    async () => {
      const events = (await toldAll(partner)).filter((event) => event.type === type);
      return events.length >= count && events;
    },
    { what: `${count} × ${type}` },
  );
  return found[count - 1]!.data;
}

/** Asks the PostgreSQL of topics itself. */
export async function inTopics<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
  const client = new Client({ connectionString: stack().servers['postgres']!.urls!.topics });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
