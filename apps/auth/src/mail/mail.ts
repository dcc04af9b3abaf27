import type { Locale, NoticeKind, NoticeType } from '@anika/contracts';

/** Why a mail is sent. */
export type MailKind = 'invitation' | 'reset' | 'password_changed' | 'email_changed' | 'notice';

/** A mail to be sent: it names what it is about; links are made when it goes out, so no row has a token. */
export interface QueuedMail {
  readonly kind: MailKind;
  readonly recipient: string;
  readonly locale: Locale;
  readonly invitationId?: string;
}

/** What happened to a company, by type: names and ids alone, and only what all of them have in common. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly events: readonly {
    readonly type: NoticeType;
    readonly count: number;
    readonly topicId: string | null;
    readonly topicName: string | null;
    readonly subscriptionId: string | null;
  }[];
}

/** What a mail says besides its fixed text. */
export interface MailFacts {
  readonly company?: string;
  readonly inviter?: string;
  readonly link?: string;
  readonly notice?: NoticeFacts;
  /** Where such mails are turned off. */
  readonly settingsLink?: string;
}

export interface Text {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Between the links. */
  readonly after?: readonly string[];
}
