import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const FOLDERS = ['apps', 'bench', 'docs', 'libs', 'stack', 'test'];
const namesIn = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
const PAGES = [
  ...readdirSync(ROOT),
  ...FOLDERS.flatMap((folder) => namesIn(folder).map((name) => join(folder, name))),
].filter((name) => name.endsWith('.md'));
const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g;

const withoutBlocks = (text: string) => text.replaceAll(/^```.*?^```/gms, '');
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(file: string): string[] {
  const headings = withoutBlocks(readFileSync(file, 'utf8')).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading]) => anchorOf(heading!));
}

function brokenLinks(page: string): string[] {
  const file = join(ROOT, page);
  const text = withoutBlocks(readFileSync(file, 'utf8')).replaceAll(/`[^`\n]*`/g, '');
  const links = [...text.matchAll(LINK)];
  return links
    .filter(([, path, anchor]) => {
      const target = path ? join(dirname(file), path) : file;
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    })
    .map(([link]) => link);
}

describe('Documents', () => {
  it('are found', () => expect(PAGES).toContain(join('docs/guides', 'publisher.ru.md')));

  it.each(PAGES)('link to files and headings that exist: %s', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });
});
