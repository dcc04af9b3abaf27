import { ERRORS } from '@anika/contracts';
import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance, onSendAsyncHookHandler } from 'fastify';
import { type Html, html } from '../pages/html';
import { sendPage } from '../pages/page';
import { withScriptPolicy } from '../pages/script-policy';
import { LOOK, withHeader } from './reference-look';

const PREFIX = '/docs';

/** `/docs`: the API reference, its script served from here; `/docs/errors`: the table of error codes. */
export async function referencePages(fastify: FastifyInstance): Promise<void> {
  fastify.get(`${PREFIX}/errors`, (_request, reply) => sendPage(reply, errorsPage));
  await fastify.register(async (scope) => {
    scope.addHook('onSend', withHeader);
    scope.addHook('onSend', withScriptPolicy);
    scope.addHook('onSend', cacheScript);
    await scope.register(reference, {
      routePrefix: PREFIX,
      configuration: {
        url: '/api/v1/openapi.json',
        pageTitle: 'ANIKA: API reference',
        customCss: LOOK,
        authentication: { preferredSecurityScheme: 'bearer' },
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}

/** Four megabytes that change with a release only. */
const cacheScript: onSendAsyncHookHandler = async (_request, reply, payload) => {
  if (String(reply.getHeader('content-type')).startsWith('application/javascript')) {
    void reply.header('cache-control', 'public, max-age=86400');
  }
  return payload;
};

/** Backquotes of the table's Markdown as `code`. */
function withCode(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : html`${part}`))}`;
}

const rows = Object.entries(ERRORS)
  .toSorted(([, a], [, b]) => a.status - b.status)
  .map(
    ([code, { status, title, help }]) =>
      html`<tr id="${code}">
        <th scope="row">
          <a href="#${code}"><code>${code}</code></a>
        </th>
        <td>${status}</td>
        <td>${title}</td>
        <td>${withCode(help)}</td>
      </tr>`,
  );

const errorsPage = {
  title: 'ANIKA: error codes',
  main: html`
    <h1>Error codes</h1>
    <p lang="ru" class="subtitle">Коды ошибок</p>
    <p>
      Every error answer is a problem document (RFC 9457, <code>application/problem+json</code>). Its
      <code>code</code> is stable and stands in this table; <code>requestId</code> finds it in our logs.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>Code</th>
            <th>Status</th>
            <th>Meaning</th>
            <th>What to do</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  `,
};
