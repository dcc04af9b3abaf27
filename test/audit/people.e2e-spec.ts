import { randomUUID } from 'node:crypto';
import type { InvitationWithLink, Registered, ResetLink, SessionPage, User } from '@anika/contracts';
import { anonymous, Client, type Company, company, operator, PASSWORD, signIn, stack } from '@anika/testing';
import type { z } from 'zod';
import { actionsOf, auditPage, lastOf, withDatabase } from './audit-log';

const NEW_PASSWORD = 'another good sentence';
const tokenOf = (link: string | null) => link!.split('/').at(-1)!;

describe('The audit log of people', () => {
  let dealer: Company;
  let member: User;
  beforeAll(async () => {
    dealer = await company('АвтоЭкспресс');
  });

  it('has who was invited by whom, and who joined by it from where', async () => {
    const email = `${randomUUID()}@example.com`;
    const invite = { email, role: 'member', name: 'Мария' };
    const invited = (await dealer.api.post('/invitations', invite).expect(201)).body as InvitationWithLink;
    const again = await dealer.api.post(`/invitations/${invited.id}/resend`).expect(200);
    const token = tokenOf((again.body as InvitationWithLink).link);
    await anonymous.post('/invitations/lookup', { token }).expect(200);
    const accept = () => anonymous.post('/invitations/accept', { token, password: PASSWORD });
    const answers = await Promise.all([accept(), accept(), accept()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 410, 410]);
    ({ user: member } = answers.find(({ status }) => status === 201)!.body as Registered);
    const { data } = await auditPage(dealer.api, `&objectId=${invited.id}`);
    expect(data).toMatchObject([
      {
        action: 'invitation.accept',
        actor: { kind: 'user', id: member.id, name: 'Мария' },
        object: { type: 'invitation', id: invited.id },
        related: [{ type: 'user', id: member.id, name: 'Мария' }],
        address: '127.0.0.1',
      },
      { action: 'invitation.resend', actor: { id: dealer.user.id } },
      {
        action: 'invitation.create',
        actor: { id: dealer.user.id },
        changes: ['email', 'role', 'name'],
        outcome: { result: 'done', status: 201 },
      },
    ]);
    const text = JSON.stringify(data);
    for (const hidden of [token, tokenOf(invited.link), email]) expect(text).not.toContain(hidden);
  });

  it('has no account without its entry', async () => {
    const invite = { email: `${randomUUID()}@example.com`, role: 'viewer', name: 'Анна' };
    const { body } = await dealer.api.post('/invitations', invite).expect(201);
    const request = { token: tokenOf((body as InvitationWithLink).link), password: PASSWORD };
    await withDatabase('auth', async (database) => {
      await database.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
      try {
        const answer = await fetch(`${stack().url}/api/v1/invitations/accept`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        });
        expect(answer.status).toBe(500);
      } finally {
        await database.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
      }
    });
    await anonymous.post('/invitations/accept', request).expect(201);
  });

  it('has what a person does to the own account, with the person as its object', async () => {
    const api = new Client(await signIn(member.email));
    await signIn(member.email);
    await api.patch('/auth/me', { name: 'Маша' }).expect(200);
    await api.post('/auth/password', { current: 'wrong', new: NEW_PASSWORD }).expect(422);
    await api.delete('/auth/sessions').expect(204);
    await api.post('/auth/password', { current: PASSWORD, new: NEW_PASSWORD }).expect(204);
    const { data } = await auditPage(dealer.api, `&objectId=${member.id}&actorId=${member.id}`);
    expect(data.slice(0, 3)).toMatchObject([
      { action: 'user.change_password', changes: ['current', 'new'] },
      { action: 'session.end', changes: [] },
      { action: 'user.update', changes: ['name'] },
    ]);
    for (const { object } of data.slice(0, 3)) expect(object).toMatchObject({ type: 'user', id: member.id });
    expect(JSON.stringify(data)).not.toContain(NEW_PASSWORD);
  });

  it('has sessions that an owner ended, and a password set by the link that the owner made', async () => {
    const { body } = await dealer.api.get(`/users/${member.id}/sessions`).expect(200);
    const [session] = (body as z.infer<typeof SessionPage>).data;
    await dealer.api.delete(`/users/${member.id}/sessions/${session!.id}`).expect(204);
    expect(await lastOf(dealer.api, 'session.end')).toMatchObject({
      actor: { id: dealer.user.id },
      object: { type: 'user', id: member.id },
      related: [{ type: 'session', id: session!.id }],
    });
    const made = await dealer.api.post(`/users/${member.id}/reset-link`).expect(201);
    const token = tokenOf((made.body as ResetLink).link);
    await anonymous.post('/auth/reset/confirm', { token, password: PASSWORD }).expect(204);
    await anonymous.post('/auth/reset/confirm', { token, password: PASSWORD }).expect(410);
    const { data } = await auditPage(dealer.api, `&objectId=${member.id}`);
    expect(data.slice(0, 2)).toMatchObject([
      { action: 'user.reset_password', actor: { kind: 'user', id: member.id }, address: '127.0.0.1' },
      { action: 'user.reset_link', actor: { kind: 'user', id: dealer.user.id } },
    ]);
    expect(JSON.stringify(data)).not.toContain(token);
  });

  it('has the link and the end of sessions by an operator in the log of the company, too', async () => {
    const [admin, victim] = [await operator(), await company()];
    await admin.delete(`/users/${victim.user.id}/sessions`).expect(204);
    const made = await admin.post(`/users/${victim.user.id}/reset-link`).expect(201);
    const token = tokenOf((made.body as ResetLink).link);
    await anonymous.post('/auth/reset/confirm', { token, password: NEW_PASSWORD }).expect(204);
    const owner = new Client(await signIn(victim.email, NEW_PASSWORD));
    const { data } = await auditPage(owner, `&objectId=${victim.user.id}`);
    expect(actionsOf(data)).toEqual([
      'user.sign_in',
      'user.reset_password',
      'user.reset_link',
      'session.end',
      'user.sign_in',
      'partner.register',
    ]);
    for (const entry of data.slice(2, 4)) {
      expect(entry).toMatchObject({
        actor: { kind: 'operator' },
        object: { type: 'user', id: victim.user.id },
        partnerId: victim.partner.id,
        address: null,
        outcome: { result: 'done' },
      });
      expect(entry.actor.name).toBeUndefined();
    }
    const own = await auditPage(admin, `&objectId=${victim.user.id}`);
    expect(actionsOf(own.data)).toEqual(['user.reset_link', 'session.end']);
    const others = await auditPage(dealer.api, `&objectId=${victim.user.id}`);
    expect(others.data).toEqual([]);
  });
});
