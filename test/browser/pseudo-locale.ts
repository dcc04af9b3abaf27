import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const BUILT = join(__dirname, '../../dist/apps/portal');
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Readonly<
  Record<string, { readonly file: string }>
>;

/** What of the English texts is loaded with every page, and what only some pages load. */
const TEXTS = [
  ['index.ts', 'locale'],
  ['audit.json', 'default'],
  ['operator.json', 'default'],
] as const;

/** Makes every word of the English texts 40 % longer, as German or Finnish would be; what is filled in stays. */
export async function lengthenEnglish(context: BrowserContext): Promise<void> {
  for (const [name, exported] of TEXTS) {
    const { file } = manifest[`src/locales/en/${name}`]!;
    await context.route(`**/${file}`, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: lengthened(file, exported) }),
    );
  }
}

const lengthened = (file: string, exported: string) => `
  import { ${exported} as real } from '/${file}?real';
  const kept = /({{[^}]*}}|\\$t\\([^)]*\\)|<[^>]*>)/;
  const longer = (word) => word + word.at(-1).repeat(Math.round(word.length * 0.4));
  const stretched = (text) => text.split(kept)
    .map((part, index) => (index % 2 ? part : part.replace(/\\p{L}{2,}/gu, longer))).join('');
  const each = (texts) => Object.fromEntries(Object.entries(texts)
    .map(([name, value]) => [name, typeof value === 'string' ? stretched(value) : each(value)]));
  const texts = each(real);
  export { texts as ${exported} };`;
