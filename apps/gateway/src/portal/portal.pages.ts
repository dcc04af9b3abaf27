import type { FastifyInstance } from 'fastify';
import { html } from '../pages/html';
import { type Page, sendPage } from '../pages/page';
import { ASSETS } from './assets';

/** The landing page, the sign-in page and the files that our pages use. */
export function portalPages(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => sendPage(reply, landing));
  fastify.get('/sign-in', (_request, reply) => sendPage(reply, signIn));
  for (const [address, { type, content }] of Object.entries(ASSETS)) {
    fastify.get(address, (_request, reply) =>
      reply.headers({ 'content-type': type, 'cache-control': 'public, max-age=300' }).send(content),
    );
  }
}

const landing: Page = {
  title: 'ANIKA',
  main: html`
    <h1>What your clients do, told to the partners you choose</h1>
    <p lang="ru" class="subtitle">Действия клиентов — сразу тем партнёрам, которым вы разрешили</p>
    <p>
      A company opens topics and publishes its clients’ actions into them. A partner that was granted a topic
      subscribes with the address of its own API and receives every new message at once, signed. Nobody else
      sees anything.
    </p>
    <h2>How it goes</h2>
    <ol class="steps">
      <li>
        The car dealer <b>АвтоЭкспресс</b> has a topic <i>Выбор машины</i>; a client picks a car, the dealer
        publishes it.
      </li>
      <li>The bank <b>ЭкспоБанк</b>, granted and subscribed, gets the signed webhook and offers a loan.</li>
      <li>The insurer <b>Полис</b>, not granted, sees nothing.</li>
    </ol>
    <h2>Where to go</h2>
    <ul class="cards">
      <li>
        <a href="/docs">API reference</a>
        <p>Every route, with schemas, and a place to try them.</p>
      </li>
      <li>
        <a href="/docs/errors">Error codes</a>
        <p>What each code means and what to do.</p>
      </li>
      <li>
        <a href="/status">Status</a>
        <p>How the services and their stores are doing.</p>
      </li>
      <li>
        <a href="/ops/queues">Queues</a>
        <p>Bull Board, for operators.</p>
      </li>
      <li>
        <a href="/api/v1/openapi.json">OpenAPI 3.1</a>
        <p>The API for programs and generators.</p>
      </li>
      <li>
        <a href="/sign-in">Sign in</a>
        <p>With your e-mail address and password.</p>
      </li>
    </ul>
  `,
};

const signIn: Page = {
  title: 'ANIKA: sign in',
  scripts: ['/assets/sign-in.js'],
  main: html`
    <h1>Sign in</h1>
    <p lang="ru" class="subtitle">Вход</p>
    <form method="post">
      <label>E-mail<input name="email" type="email" autocomplete="username" required autofocus /></label>
      <label
        >Password<input name="password" type="password" autocomplete="current-password" required
      /></label>
      <p role="alert" hidden></p>
      <button class="button" type="submit">Sign in</button>
      <noscript><p>Signing in needs JavaScript.</p></noscript>
    </form>
  `,
};
