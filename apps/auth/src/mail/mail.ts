import type { Locale } from '@anika/contracts';

/** Why a mail is sent. */
export type MailKind = 'invitation' | 'reset' | 'password_changed' | 'email_changed';

/** A mail to be sent: it names what it is about; links are made when it goes out, so no row has a token. */
export interface QueuedMail {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly locale: Locale;
  readonly invitationId?: string;
}

/** What a mail says besides its fixed text. */
export interface MailFacts {
  readonly company?: string;
  readonly inviter?: string;
  readonly link?: string;
}
