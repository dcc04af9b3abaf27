import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const BUILT = join(__dirname, '../../dist/apps/portal');
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Readonly<
  Record<string, { readonly file: string }>
>;

/** Makes every word of the English texts 40 % longer, as German or Finnish would be; what is filled in stays. */
export async function lengthenEnglish(context: BrowserContext): Promise<void> {
  const { file } = manifest['src/locales/en/index.ts']!;
  await context.route(`**/${file}`, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `
        import { locale as real } from '/${file}?real';
        const kept = /({{[^}]*}}|\\$t\\([^)]*\\)|<[^>]*>)/;
        const longer = (word) => word + word.at(-1).repeat(Math.round(word.length * 0.4));
        const stretched = (text) => text.split(kept)
          .map((part, index) => (index % 2 ? part : part.replace(/\\p{L}{2,}/gu, longer))).join('');
        const each = (texts) => Object.fromEntries(Object.entries(texts)
          .map(([name, value]) => [name, typeof value === 'string' ? stretched(value) : each(value)]));
        export const locale = each(real);`,
    }),
  );
}
