import { mayBeNoticed } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { InvitationsRepository } from '../invitations/invitations.repository';
import { NoticeMails } from '../notices/notice-mails';
import { PasswordResetsRepository } from '../passwords/password-resets.repository';
import { Links } from './links';
import type { MailFacts } from './mail';
import type { ClaimedMail } from './mail-outbox';
import { noticePage } from './notice-page';

/** What a mail says, as things are when it goes out. */
@Injectable()
export class MailContent {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly links: Links,
    private readonly notices: NoticeMails,
    private readonly resets: PasswordResetsRepository,
  ) {}

  /** Undefined when there is nothing to tell any more. Links that a failed attempt made are replaced. */
  async of(mail: ClaimedMail): Promise<MailFacts | undefined> {
    const { kind, recipient, invitationId } = mail;
    switch (kind) {
      case 'invitation':
        return invitationId === undefined ? undefined : this.invitation(invitationId);
      case 'reset': {
        const token = await this.resets.issueByEmail(recipient);
        return token === undefined ? undefined : { link: this.links.reset(token) };
      }
      case 'email_changed':
      case 'password_changed':
        return {};
      case 'notice':
        return this.notice(mail);
    }
  }

  /** A mail may have waited: the person may have turned it off, left, or have another role by now. */
  private async notice({ recipient, userId, notice }: ClaimedMail): Promise<MailFacts | undefined> {
    if (!userId || !notice) return undefined;
    const role = await this.notices.readerOf(userId, recipient, notice);
    const events = notice.events.filter(({ type }) => role !== undefined && mayBeNoticed(role, type));
    if (events.length === 0) return undefined;
    const left = { ...notice, events };
    return {
      notice: left,
      link: this.links.page(noticePage(left)),
      settingsLink: this.links.page('/settings/notifications'),
    };
  }

  private async invitation(id: string): Promise<MailFacts | undefined> {
    const issued = await this.invitations.issue(id);
    return (
      issued && { company: issued.company, inviter: issued.inviter, link: this.links.invite(issued.token) }
    );
  }
}
