import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const FOLDERS = ['.', 'apps/portal', 'bench', 'docs', 'docs/adr', 'docs/guides'];
const PAGES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const LINK = /\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g;

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(file: string): string[] {
  const headings = withoutCode(readFileSync(file, 'utf8')).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading]) => anchorOf(heading!));
}

function brokenLinks(page: string): string[] {
  const file = join(ROOT, page);
  const links = [...withoutCode(readFileSync(file, 'utf8')).matchAll(LINK)];
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
