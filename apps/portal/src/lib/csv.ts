/** What spreadsheets would run as a formula (OWASP, CSV injection). */
const FORMULA = /^[\t\r ]*[=+\-@]/;
const QUOTED = /[",\r\n]/;

/** A table as CSV (RFC 4180) with a byte order mark, which Excel needs to read UTF-8. */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that no spreadsheet runs: an apostrophe goes before a formula; plain numbers stay numbers. */
export function cell(text: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(text);
  const safe = FORMULA.test(text) && !isNumber ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
