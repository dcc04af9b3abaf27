import { randomUUID } from 'node:crypto';
import type { Invitation, InvitationWithLink, Page, Registered } from '@anika/contracts';
import { anonymous, Client, type Company, company, operator, PASSWORD, signIn, stack } from '@anika/testing';

const freshEmail = () => `${randomUUID()}@example.com`;
const tokenOf = ({ link }: InvitationWithLink) => link!.split('/').at(-1)!;

describe('Invitations', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  const invite = async (email = freshEmail(), more: object = {}) => {
    const answer = await dealer.api.post('/invitations', { email, role: 'member', ...more }).expect(201);
    return answer.body as InvitationWithLink;
  };
  const accept = (token: string, more: object = { name: 'Мария' }) =>
    anonymous.post('/invitations/accept', { token, password: PASSWORD, ...more });

  it('are a link, shown once, that makes a person of the company and then no longer works', async () => {
    const invitation = await invite();
    expect(invitation.link).toMatch(new RegExp(`^${stack().url}/invite/[\\w-]{43}$`));
    const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(7, 1);
    const list = await dealer.api.get('/invitations').expect(200);
    expect((list.body as Page<Invitation>).data[0]).toMatchObject({ id: invitation.id, status: 'open' });
    expect(list.text).not.toContain(tokenOf(invitation));
    const token = tokenOf(invitation);
    const preview = await anonymous.post('/invitations/lookup', { token }).expect(200);
    expect(preview.body).toMatchObject({
      company: dealer.partner.name,
      email: invitation.email,
      role: 'member',
    });
    const nameless = await accept(token, {}).expect(422);
    expect(nameless.body).toMatchObject({ errors: [{ pointer: '/name', code: 'REQUIRED' }] });
    const accepted = (await accept(token).expect(201)).body as Registered;
    expect(accepted).toMatchObject({ partner: { id: dealer.partner.id }, user: { role: 'member' } });
    const me = await new Client(await signIn(invitation.email)).get('/auth/me').expect(200);
    expect(me.body).toMatchObject({ user: { id: accepted.user.id }, partner: { id: dealer.partner.id } });
    expect((await accept(token).expect(410)).body).toMatchObject({ code: 'LINK_INVALID' });
    await dealer.api.get(`/invitations/${invitation.id}`).expect(404);
  });

  it('are accepted once, also by four at the same moment', async () => {
    const token = tokenOf(await invite());
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 410, 410, 410]);
  });

  it('end when revoked, and the link from before when resent', async () => {
    const revoked = await invite();
    await dealer.api.delete(`/invitations/${revoked.id}`).expect(204);
    await accept(tokenOf(revoked)).expect(410);
    const first = await invite();
    const again = await dealer.api.post(`/invitations/${first.id}/resend`).expect(200);
    await accept(tokenOf(first)).expect(410);
    await accept(tokenOf(again.body as InvitationWithLink)).expect(201);
  });

  it('of an owner who no longer is one are void until another owner resends them', async () => {
    const second = await invite(undefined, { role: 'owner', name: 'Second' });
    await accept(tokenOf(second), {}).expect(201);
    const other = new Client(await signIn(second.email));
    const created = await other.post('/invitations', { email: freshEmail(), role: 'viewer' }).expect(201);
    const invitation = created.body as InvitationWithLink;
    await dealer.api.patch(`/users/${invitation.invitedBy}`, { role: 'viewer' }).expect(200);
    await accept(tokenOf(invitation)).expect(410);
    const seen = await dealer.api.get(`/invitations/${invitation.id}`).expect(200);
    expect(seen.body).toMatchObject({ status: 'void' });
    const again = await dealer.api.post(`/invitations/${invitation.id}/resend`).expect(200);
    await accept(tokenOf(again.body as InvitationWithLink)).expect(201);
  });

  it('are one for an address; a colleague needs none; an account elsewhere is told to the invited alone', async () => {
    const { email } = await invite();
    await dealer.api.post('/invitations', { email, role: 'owner' }).expect(409);
    await dealer.api.post('/invitations', { email: dealer.email, role: 'owner' }).expect(409);
    const stranger = await company();
    const elsewhere = await invite(stranger.email);
    expect(Object.keys(elsewhere).toSorted()).toEqual(Object.keys(await invite()).toSorted());
    expect((await accept(tokenOf(elsewhere)).expect(409)).body).toMatchObject({ code: 'CONFLICT' });
    const me = await new Client(await signIn(stranger.email)).get('/auth/me').expect(200);
    expect(me.body).toMatchObject({ partner: { id: stranger.partner.id } });
  });

  it('are for the roles of the company; operators invite operators', async () => {
    const answer = await dealer.api
      .post('/invitations', { email: freshEmail(), role: 'operator' })
      .expect(422);
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/role', code: 'INVALID_VALUE' }] });
    const platform = await operator();
    await platform.post('/invitations', { email: freshEmail(), role: 'owner' }).expect(422);
    const invited = await platform
      .post('/invitations', { email: freshEmail(), role: 'operator' })
      .expect(201);
    const { email } = invited.body as Invitation;
    await accept(tokenOf(invited.body as InvitationWithLink)).expect(201);
    const colleague = new Client(await signIn(email));
    await colleague.get('/ops/sweep').expect(200);
    expect((await colleague.get('/users').expect(200)).text).toContain(email);
  });

  it('of a suspended company do not work meanwhile', async () => {
    const bank = await company();
    const created = await bank.api.post('/invitations', { email: freshEmail(), role: 'viewer' }).expect(201);
    const token = tokenOf(created.body as InvitationWithLink);
    const platform = await operator();
    await platform.patch(`/partners/${bank.partner.id}`, { status: 'suspended' }).expect(200);
    await accept(token).expect(410);
    await platform.patch(`/partners/${bank.partner.id}`, { status: 'active' }).expect(200);
    await accept(token).expect(201);
  });
});
