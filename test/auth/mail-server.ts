import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  /** The part in plain text, decoded. */
  readonly text: string;
}

/** What the server says to a mail: an SMTP status, or nothing at all. */
export type Verdict = 250 | 451 | 550 | 'silence';

/** An SMTP server on this machine that keeps what it takes. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** To whom it was offered mails, taken or not. */
  readonly offered: string[] = [];
  verdict: Verdict = 250;

  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        this.offered.push(...to);
        if (this.verdict === 'silence') return;
        if (this.verdict !== 250)
          return callback(Object.assign(new Error('not now'), { responseCode: this.verdict }));
        const raw = Buffer.concat(chunks).toString();
        this.mails.push({ to, raw, text: plainTextOf(raw) });
        callback();
      });
    },
  });

  async start(): Promise<void> {
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }
}

/** The first part of multipart/alternative (RFC 2045, RFC 2046). */
function plainTextOf(raw: string): string {
  const boundary = /boundary="?([^";\r\n]+)/.exec(raw)![1]!;
  const part = raw.split(`--${boundary}`)[1]!;
  const [headers, ...body] = part.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/base64/i.test(headers!)) return Buffer.from(text, 'base64').toString();
  if (!/quoted-printable/i.test(headers!)) return text;
  const bytes = text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
