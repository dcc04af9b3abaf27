import { ERRORS, FIELD_ERRORS } from '@anika/contracts';

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
    '`VALIDATION_FAILED` has `errors`, one entry per mistake: `pointer` names what is wrong, `code` is stable, `message` is for people.',
    'A pointer that begins with `/` is a JSON pointer (RFC 6901) into the body, one with `?` a query parameter, one with `:` a part of',
    'the path; an empty one is the body as a whole.',
    '',
    '| code | status | meaning | what to do |',
    '|---|---|---|---|',
    ...rows,
    '',
    'The codes in `errors`:',
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(FIELD_ERRORS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`),
    '',
  ].join('\n');
}
