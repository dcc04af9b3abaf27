import { Injectable } from '@nestjs/common';
import { InvitationsRepository } from '../invitations/invitations.repository';
import { PasswordResetsRepository } from '../passwords/password-resets.repository';
import { Links } from './links';
import type { MailFacts, QueuedMail } from './mail';

/** What a mail says, as things are when it goes out. */
@Injectable()
export class MailContent {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly links: Links,
    private readonly resets: PasswordResetsRepository,
  ) {}

  /** Undefined when there is nothing to tell any more. Links that a failed attempt made are replaced. */
  async of({ kind, recipient, invitationId }: QueuedMail): Promise<MailFacts | undefined> {
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
    }
  }

  private async invitation(id: string): Promise<MailFacts | undefined> {
    const issued = await this.invitations.issue(id);
    return (
      issued && { company: issued.company, inviter: issued.inviter, link: this.links.invite(issued.token) }
    );
  }
}
