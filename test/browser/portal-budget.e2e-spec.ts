import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUILT = join(__dirname, '../../dist/apps/portal');

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
const manifest = JSON.parse(readFileSync(join(BUILT, 'manifest.json'), 'utf8')) as Readonly<
  Record<string, Chunk>
>;

/** The chunk and all that it needs before it runs. */
function needed(names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    needed(manifest[name]?.imports ?? [], found);
  }
  return found;
}

const sizes = new Map<string, number>();
function kilobytes(files: readonly string[]): number {
  for (const file of files)
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(BUILT, file))).length / 1000);
  return files.reduce((sum, file) => sum + sizes.get(file)!, 0);
}

function scriptOf(...pages: readonly string[]): number {
  const chunks = needed(['index.html', ...pages.map((page) => `src/${page}.tsx`)]);
  return kilobytes([...chunks].map((name) => manifest[name]!.file));
}

describe('The portal, in kB of gzip', () => {
  it.each([
    [170, ['pages/sign-in/sign-in-page']],
    [225, ['app/shell/shell', 'pages/home/home-page']],
    [
      265,
      [
        'app/shell/shell',
        'pages/topics/topic-page',
        'pages/topics/messages-tab',
        'pages/messages/message-detail',
      ],
    ],
    [
      265,
      [
        'app/shell/shell',
        'pages/subscriptions/subscription-page',
        'pages/subscriptions/deliveries-tab',
        'pages/deliveries/delivery-detail',
      ],
    ],
    [
      315,
      [
        'app/shell/shell',
        'pages/topics/topic-page',
        'pages/topics/contract/contract-tab',
        'ui/json-editor/code-mirror',
      ],
    ],
  ] as const)('loads at most %d of script for %j', (most, pages) => {
    expect(scriptOf(...pages)).toBeLessThan(most);
  });

  it('loads at most 45 of CSS, and 20 for a language', () => {
    const all = new Set(Object.values(manifest).flatMap(({ css = [] }) => css));
    expect(kilobytes([...all])).toBeLessThan(45);
    for (const language of ['en', 'ru'])
      expect(kilobytes([manifest[`src/locales/${language}/index.ts`]!.file])).toBeLessThan(20);
  });

  it('has the styles of every component in it', () => {
    const classes = (text: string) => new Set(text.match(/\bm_[0-9a-f]{6,8}\b/g));
    const files = Object.values(manifest).map(({ file }) => file);
    const read = (names: readonly string[]) =>
      names.map((name) => readFileSync(join(BUILT, name), 'utf8')).join();
    const styled = classes(read(Object.values(manifest).flatMap(({ css = [] }) => css)));
    const known = classes(readFileSync(require.resolve('@mantine/core/styles.css'), 'utf8'));
    const used = classes(read(files.filter((name) => name.endsWith('.js'))));
    expect([...used].filter((name) => known.has(name) && !styled.has(name))).toEqual([]);
  });
});
