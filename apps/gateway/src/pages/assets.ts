import type { FastifyInstance } from 'fastify';

/** The files of the pages that the gateway writes itself, in code so that the bundle is complete. */

const STYLE = `:root {
  --ink: #17202b; --soft: #5b6775; --ground: #fbfbfa; --card: #ffffff; --line: #e2e5e9; --accent: #0b6e63; --on-accent: #ffffff;
  --good: #1d8a4e; --fair: #b7791f; --bad: #c53030;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ebee; --soft: #9aa6b2; --ground: #12161b; --card: #1a2027; --line: #2c353f; --accent: #4fd1c0; --on-accent: #08221f;
    --good: #48bb78; --fair: #ecc94b; --bad: #fc8181;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; padding: 1rem max(1.25rem, calc((100vw - 64rem) / 2 + 1.25rem)); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; letter-spacing: .18em; color: var(--ink); text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav a { color: var(--soft); text-decoration: none; }
a { color: var(--accent); }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: clamp(1.8rem, 5vw, 2.6rem); line-height: 1.15; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
p { max-width: 44rem; }
.subtitle { color: var(--soft); font-size: 1.15rem; margin: 0 0 1.5rem; }
.note, small { color: var(--soft); font-size: .9rem; }
small { display: block; font-weight: 400; }
.button { display: inline-block; padding: .55rem 1.1rem; border: 0; border-radius: 8px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
th, td { text-align: left; vertical-align: top; padding: .6rem .9rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 600; }
tr:target { outline: 2px solid var(--accent); outline-offset: -2px; }
code { font: .88em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.dot { display: inline-block; width: .62em; height: .62em; margin-right: .5em; border-radius: 50%; background: var(--bad); }
.dot.ready { background: var(--good); }
.dot.degraded { background: var(--fair); }
.check { margin-right: 1rem; white-space: nowrap; }
td:has(> .dot) { white-space: nowrap; }
@media (max-width: 40rem) {
  table { font-size: .9rem; }
  th, td { padding: .5rem; }
  .check { display: block; margin-right: 0; }
  nav { column-gap: .75rem; }
}
`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b6e63"/><path d="M9 23 16 8l7 15M12 17.5h8" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

interface Asset {
  readonly type: string;
  readonly content: string;
}

/** By address. */
const ASSETS: Readonly<Record<string, Asset>> = {
  '/assets/anika.css': { type: 'text/css; charset=utf-8', content: STYLE },
  '/assets/icon.svg': { type: 'image/svg+xml', content: ICON },
};

export function servePageAssets(fastify: FastifyInstance): void {
  for (const [address, { type, content }] of Object.entries(ASSETS)) {
    fastify.get(address, (_request, reply) =>
      reply.headers({ 'content-type': type, 'cache-control': 'public, max-age=300' }).send(content),
    );
  }
}
