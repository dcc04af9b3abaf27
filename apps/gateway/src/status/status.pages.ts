import type { PlatformStatus, ServiceStatus } from '@anika/contracts';
import type { FastifyInstance } from 'fastify';
import { type Html, html } from '../pages/html';
import { sendPage } from '../pages/page';
import type { StatusService } from './status.service';

const HEADLINES: Readonly<Record<PlatformStatus['status'], string>> = {
  ready: 'Everything works',
  degraded: 'Working, with limits',
  unavailable: 'Something is not available',
};
const SUBTITLES: Readonly<Record<PlatformStatus['status'], string>> = {
  ready: 'Всё работает',
  degraded: 'Работает с ограничениями',
  unavailable: 'Часть платформы недоступна',
};
const WORK: Readonly<Record<ServiceStatus['name'], string>> = {
  gateway: 'pages and the board of queues',
  auth: 'partners, people, keys, signing in',
  topics: 'topics, grants, subscriptions',
  messages: 'publishing and reading messages',
  dispatcher: 'sending webhooks',
};

export function statusPages(fastify: FastifyInstance, service: StatusService): void {
  fastify.get('/status', async (_request, reply) => {
    const { status, at, services } = await service.read();
    return sendPage(reply, {
      title: 'ANIKA: status',
      main: html`
        <h1><span class="dot ${status}"></span>${HEADLINES[status]}</h1>
        <p lang="ru" class="subtitle">${SUBTITLES[status]}</p>
        <div class="wide">
          <table>
            <thead>
              <tr>
                <th>Service</th>
                <th>State</th>
                <th>Needs</th>
              </tr>
            </thead>
            <tbody>
              ${services.map(row)}
            </tbody>
          </table>
        </div>
        <p class="note">As of ${at}. For programs: <a href="/api/v1/status">/api/v1/status</a>.</p>
      `,
    });
  });
}

function row({ name, status, checks }: ServiceStatus): Html {
  const needs = Object.entries(checks).map(
    ([check, state]) =>
      html`<span class="check"
        ><span class="dot ${state === 'up' ? 'ready' : 'unavailable'}"></span>${check} ${state}</span
      >`,
  );
  return html`<tr>
    <th scope="row">${name}<small>${WORK[name]}</small></th>
    <td><span class="dot ${status}"></span>${status}</td>
    <td>${needs}</td>
  </tr>`;
}
