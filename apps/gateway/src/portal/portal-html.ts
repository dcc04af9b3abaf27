import { readFile } from 'node:fs/promises';

const isWhole = (html: string): boolean => html.trimEnd().endsWith('</html>');

/**
 * The built page, asked for anew at each answer: it is small, and a rebuild gives the files that it names other names.
 *
 * @throws {Error} when there is none to begin with
 */
export async function portalHtml(file: string): Promise<() => Promise<string>> {
  let html = await readFile(file, 'utf8');
  return async () => {
    const now = await readFile(file, 'utf8').catch(() => html);
    // While a build writes it, it is not there or not whole.
    if (isWhole(now)) html = now;
    return html;
  };
}
