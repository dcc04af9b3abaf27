import type { Locale } from '@anika/contracts';
import type { MailFacts, MailKind, Text } from './mail';
import { noticeText } from './notice-texts';

type Write = (facts: MailFacts) => Text;

/** Every mail in every language. */
const TEXTS: Readonly<Record<MailKind, Readonly<Record<Locale, Write>>>> = {
  invitation: {
    en: ({ company, inviter }) => ({
      subject: `Invitation to ${company} on ANIKA`,
      paragraphs: [
        `${inviter} invites you to join ${company} on ANIKA.`,
        'Open this link within 7 days to choose a password. It works once:',
      ],
    }),
    ru: ({ company, inviter }) => ({
      subject: `Приглашение в «${company}» на ANIKA`,
      paragraphs: [
        `${inviter} приглашает вас в компанию «${company}» на ANIKA.`,
        'Откройте ссылку в течение 7 дней и задайте пароль. Она сработает один раз:',
      ],
    }),
  },
  reset: {
    en: () => ({
      subject: 'A new password for ANIKA',
      paragraphs: [
        'Somebody, probably you, asked for a new password. Open this link within an hour. It works once:',
        'If it was not you, ignore this mail: nothing changes.',
      ],
    }),
    ru: () => ({
      subject: 'Новый пароль для ANIKA',
      paragraphs: [
        'Кто-то, вероятно вы, запросил новый пароль. Откройте ссылку в течение часа. Она сработает один раз:',
        'Если это были не вы, не отвечайте на письмо: ничего не изменится.',
      ],
    }),
  },
  password_changed: {
    en: () => ({
      subject: 'Your password for ANIKA was changed',
      paragraphs: [
        'Your password was changed, and other sessions were ended.',
        'If it was not you, tell an owner of your company or the operator at once.',
      ],
    }),
    ru: () => ({
      subject: 'Ваш пароль для ANIKA изменён',
      paragraphs: [
        'Ваш пароль изменён, остальные сеансы завершены.',
        'Если это были не вы, сразу сообщите владельцу вашей компании или оператору.',
      ],
    }),
  },
  email_changed: {
    en: () => ({
      subject: 'Your e-mail address for ANIKA was changed',
      paragraphs: [
        'You no longer sign in with this address, but with another one.',
        'If it was not you, tell an owner of your company or the operator at once.',
      ],
    }),
    ru: () => ({
      subject: 'Ваш адрес для ANIKA изменён',
      paragraphs: [
        'Теперь вы входите не с этим адресом, а с другим.',
        'Если это были не вы, сразу сообщите владельцу вашей компании или оператору.',
      ],
    }),
  },
  notice: {
    en: ({ notice }) => noticeText('en', notice!),
    ru: ({ notice }) => noticeText('ru', notice!),
  },
};

/**
 * A mail as plain text and as HTML.
 *
 * @example composeMail('reset', 'ru', { link: 'https://…' }).subject // 'Новый пароль для ANIKA'
 */
export function composeMail(kind: MailKind, locale: Locale, facts: MailFacts) {
  const { subject, paragraphs, after = [] } = TEXTS[kind][locale](facts);
  const links = [facts.link, facts.settingsLink];
  const parts = [...paragraphs, links[0], ...after, links[1]].filter((part) => part !== undefined);
  const html = parts.map((part) => `<p>${links.includes(part) ? anchor(part) : escape(part)}</p>`);
  return {
    // Names of companies and people may have several lines.
    subject: subject.replaceAll(/\s+/g, ' '),
    text: `${parts.join('\n\n')}\n`,
    html: `<!doctype html><html lang="${locale}"><meta charset="utf-8"><body>${html.join('')}</body></html>`,
  };
}

const anchor = (link: string) => `<a href="${escape(link)}">${escape(link)}</a>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
