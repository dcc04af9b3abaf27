import { readFile } from 'node:fs/promises';

/** The logins of the local stack's demo, as stack/story.mjs keeps them; none where there is no demo. */
export async function demoLogins(file: string | undefined): Promise<readonly unknown[]> {
  if (file === undefined) return [];
  try {
    const demo = JSON.parse(await readFile(file, 'utf8')) as { readonly portalLogins?: readonly unknown[] };
    return demo.portalLogins ?? [];
  } catch (error) {
    // The story has not been played yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
