import { randomUUID } from 'node:crypto';
import { INTERNAL_SECRET_HEADER, type Notice, type Role } from '@anika/contracts';
import { appOf, Client, type Company, PASSWORD, signIn, stack } from '@anika/testing';

/** Tells an auth what happened, as gateway does; answers what it says. */
export async function tell(
  port: number,
  notices: readonly Notice[],
  secret = stack().secrets.internal,
): Promise<{ status: number; taken?: number }> {
  const answer = await fetch(`http://127.0.0.1:${port}/internal/notices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [INTERNAL_SECRET_HEADER]: secret },
    body: JSON.stringify({ notices }),
  });
  return { status: answer.status, ...((await answer.json()) as { taken: number }) };
}

export const stackAuth = () => appOf('auth').httpPort;

/** Another person of the company, signed in. */
export async function person({ api }: Company, role: Role) {
  const email = `${randomUUID()}@example.com`;
  const { body } = await api.post('/users', { name: role, email, password: PASSWORD, role }).expect(201);
  return { id: (body as { id: string }).id, email, api: new Client(await signIn(email)) };
}
