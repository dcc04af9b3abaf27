import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AuthConfig } from '../auth.config';
import { InvitationsRepository } from '../invitations/invitations.repository';
import { NoticeMails } from '../notices/notice-mails';
import { MailContent } from './mail-content';
import { type ClaimedMail, MailOutbox } from './mail-outbox';
import { composeMail } from './mail-texts';

const POLL_MS = 1000;
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends what is in the outbox, one after another, until it is taken or a day old. A mail may come twice, never not at all. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailSender.name);
  private readonly transport;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly config: AuthConfig,
    private readonly content: MailContent,
    private readonly invitations: InvitationsRepository,
    private readonly notices: NoticeMails,
    private readonly outbox: MailOutbox,
  ) {
    const { SMTP_URL: url } = config;
    this.transport = url === undefined ? undefined : createTransport({ url, ...TIMEOUTS });
  }

  onApplicationBootstrap(): void {
    if (this.transport) this.timer = setInterval(() => this.run(), POLL_MS);
  }

  /** A mail on its way is finished: stopped between the server's answer and ours, it would go out twice. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
    this.transport?.close();
  }

  private run(): void {
    this.running ??= this.sendAll()
      .catch((error: unknown) => this.logger.warn(error))
      .finally(() => (this.running = undefined));
  }

  private async sendAll(): Promise<void> {
    await this.notices.collect();
    while (!this.stopping) {
      const mail = await this.outbox.claim();
      if (!mail) return;
      await this.handle(mail);
    }
  }

  private async handle(mail: ClaimedMail): Promise<void> {
    const { id, kind, attempts, over } = mail;
    try {
      if (!over) await this.send(mail);
    } catch (error) {
      // Neither the address nor the server's words, which may repeat it.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      this.logger.warn({ mail: id, kind, attempts, code, responseCode }, 'a mail was not taken');
      if (!isFinal(error)) return this.outbox.postpone(mail);
    }
    if (over) this.logger.error({ mail: id, kind, attempts }, 'a mail is given up after a day');
    await this.outbox.remove(id);
  }

  private async send(mail: ClaimedMail): Promise<void> {
    const facts = await this.content.of(mail);
    if (!facts) return;
    await this.transport!.sendMail({
      from: this.config.MAIL_FROM ?? `ANIKA <no-reply@${new URL(this.config.PUBLIC_URL).hostname}>`,
      to: { name: '', address: mail.recipient },
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...composeMail(mail.kind, mail.locale, facts),
    });
    if (mail.invitationId) await this.invitations.noteSent(mail.invitationId);
  }
}

/** The server will never take this recipient or message; anything else may be mended. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}
