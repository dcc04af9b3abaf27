import type { onSendAsyncHookHandler } from 'fastify';
import { html } from '../pages/html';
import { navigation } from '../pages/page';

/** Ours in place of colours that are too pale to be read: each has 4.5 against what it stands on. */
export const LOOK = `
:root { --scalar-custom-header-height: 48px; }
.light-mode {
  --scalar-color-1: #17202b; --scalar-color-2: #4d5866; --scalar-color-3: #5b6775; --scalar-color-accent: #0b6e63;
  --scalar-color-green: #0a6b49; --scalar-color-red: #c22a2a; --scalar-color-orange: #a34a00; --scalar-color-blue: #0063a3;
  --scalar-color-yellow: #806000; --scalar-color-purple: #5203d1;
}
.dark-mode {
  --scalar-color-2: #b4b4b4; --scalar-color-3: #a4a4a4; --scalar-color-accent: #4fd1c0; --scalar-color-red: #ff7b78;
}
.anika-header {
  position: sticky; top: 0; z-index: 20; box-sizing: border-box; height: 48px; padding: 0 20px; overflow-x: auto;
  display: flex; gap: 24px; align-items: center; white-space: nowrap;
  border-bottom: 1px solid #dfdfdf; background: #fff; color: #17202b; font: 14px/20px system-ui, sans-serif;
}
.anika-header nav { display: flex; gap: 20px; }
.anika-header a { color: inherit; text-decoration: none; }
.anika-header a:hover { text-decoration: underline; }
.anika-header .brand { font-weight: 700; letter-spacing: .18em; }
@media (max-width: 480px) { .anika-header .brand { display: none; } }
.dark-mode .anika-header { border-color: #2d2d2d; background: #0f0f0f; color: #e7e7e7; }
/* Lists of addresses wrap: what scrolled could not be reached by keyboard. */
.endpoints, .endpoints * { white-space: normal; overflow-wrap: anywhere; }
`;

const HEAD = html`<link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />`;
const HEADER = html`<header class="anika-header">${navigation('en')}</header>`;

/** Makes the page one of ours: its language, its icon, and the same way to the others. Before the policy is made of it. */
export const withHeader: onSendAsyncHookHandler = async (_request, reply, payload) => {
  if (typeof payload !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html'))
    return payload;
  return payload
    .replace('<html>', '<html lang="en">')
    .replace('</head>', `${HEAD.text}</head>`)
    .replace('<body>', `<body>${HEADER.text}`);
};
