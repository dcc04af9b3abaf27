import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portalHtml } from './portal-html';

const page = (script: string) => `<html><script src="/assets/${script}"></script></html>\n`;

describe('The built page of the portal', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'anika-portal-'));
    file = join(folder, 'index.html');
    await writeFile(file, page('a.js'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is that of the newest build, without a restart', async () => {
    const html = await portalHtml(file);
    expect(await html()).toBe(page('a.js'));
    await writeFile(file, page('b.js'));
    expect(await html()).toBe(page('b.js'));
  });

  it('is the one before while the next one is being written', async () => {
    const html = await portalHtml(file);
    for (const half of ['', page('b.js').slice(0, 20)]) {
      await writeFile(file, half);
      expect(await html()).toBe(page('a.js'));
    }
    await rm(file);
    expect(await html()).toBe(page('a.js'));
  });

  it('must be there at the start', async () => {
    await rm(file);
    await expect(portalHtml(file)).rejects.toThrow('ENOENT');
  });
});
