import type { Locale, ServiceStatus } from '@anika/contracts';
import { localeOf } from '@anika/platform';
import type { FastifyInstance } from 'fastify';
import { type Html, html } from '../pages/html';
import { sendPage } from '../pages/page';
import { STATUS_TEXTS } from './status-texts';
import type { StatusService } from './status.service';

export function statusPages(fastify: FastifyInstance, service: StatusService): void {
  fastify.get('/status', async (request, reply) => {
    const { status, at, services } = await service.read();
    const locale = localeOf(request.headers['accept-language']);
    const { title, headline, about, columns, asOf, forPrograms } = STATUS_TEXTS[locale];
    return sendPage(reply, {
      title,
      locale,
      main: html`
        <h1><span class="dot ${status}"></span>${headline[status]}</h1>
        <p class="subtitle">${about}</p>
        <div class="wide">
          <table>
            <thead>
              <tr>
                ${columns.map((column) => html`<th>${column}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${services.map((one) => row(one, locale))}
            </tbody>
          </table>
        </div>
        <p class="note">
          ${asOf} <time datetime="${at}">${timeOf(at, locale)}</time>. ${forPrograms}
          <a href="/api/v1/status">/api/v1/status</a>
        </p>
      `,
    });
  });
}

function row({ name, status, checks }: ServiceStatus, locale: Locale): Html {
  const texts = STATUS_TEXTS[locale];
  const needs = Object.entries(checks).map(
    ([check, state]) =>
      html`<span class="check"
        ><span class="dot ${state === 'up' ? 'ready' : 'unavailable'}"></span>${check}
        ${texts.check[state]}</span
      >`,
  );
  return html`<tr>
    <th scope="row">${name}<small>${texts.work[name]}</small></th>
    <td><span class="dot ${status}"></span>${texts.state[status]}</td>
    <td>${needs}</td>
  </tr>`;
}

function timeOf(at: string, locale: Locale): string {
  const format = { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, format).format(new Date(at));
}
