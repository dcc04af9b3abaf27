import { ERRORS } from '@anika/contracts';

/** `docs/errors.md`: the table of error codes, for people. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS)
    .toSorted(([, a], [, b]) => a.status - b.status)
    .map(([code, row]) => `| \`${code}\` | ${row.status} | ${row.title} | ${row.help} |`);
  return [
    '# Error codes',
    '',
    'Made from `libs/contracts/src/errors.ts` by `npm run docs`. Every error answer is a problem document (RFC 9457,',
    '`application/problem+json`) with one of these codes:',
    '',
    '```json',
    '{ "type": "…/docs/errors#NOT_FOUND", "title": "Not found", "status": 404, "detail": "…", "code": "NOT_FOUND", "requestId": "req_…" }',
    '```',
    '',
    '`VALIDATION_FAILED` has `errors`, one entry per mistake: `pointer` names the member (`/data/price` in the body, `?limit` in the',
    'query), `code` is stable, `message` is for people.',
    '',
    '| code | status | meaning | what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
