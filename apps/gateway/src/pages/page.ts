import type { Locale } from '@anika/contracts';
import type { FastifyReply } from 'fastify';
import { type Html, html } from './html';

/** Everything from our own address, nothing inline. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** English unless said. */
  readonly locale?: Locale;
  /** Addresses of scripts. */
  readonly scripts?: readonly string[];
  readonly status?: number;
}

const NAVIGATION = [
  { address: '/', en: 'Portal', ru: 'Портал' },
  { address: '/docs', en: 'API', ru: 'API' },
  { address: '/docs/errors', en: 'Error codes', ru: 'Коды ошибок' },
  { address: '/status', en: 'Status', ru: 'Состояние' },
  { address: '/ops/queues', en: 'Queues', ru: 'Очереди' },
] as const;

/** The way from each of our pages to the others. */
export function navigation(locale: Locale): Html {
  return html`<a class="brand" href="/">ANIKA</a>
    <nav>${NAVIGATION.map((entry) => html`<a href="${entry.address}">${entry[locale]}</a>`)}</nav>`;
}

/** Sends one of our pages: same head, navigation and policy for all. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .status(page.status ?? 200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      vary: 'Accept-Language',
    })
    .send(documentOf(page).text);
}

function documentOf({ title, main, locale = 'en', scripts = [] }: Page): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/anika.css" />
        ${scripts.map((address) => html`<script src="${address}" defer></script>`)}
      </head>
      <body>
        <header>${navigation(locale)}</header>
        <main>${main}</main>
      </body>
    </html> `;
}
