import { SETTINGS } from './settings';

/** The text of `.env.example`: every setting with one line about it; settings with a default are commented out. */
export function envExample(): string {
  const lines = Object.entries(SETTINGS).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    const value = parsed.success && parsed.data !== undefined ? String(parsed.data) : '';
    return `# ${schema.description}\n${parsed.success ? '# ' : ''}${name}=${value}\n`;
  });
  return `# Every setting of the five apps. Made from libs/platform/src/config/settings.ts by \`npm run docs\`.\n\n${lines.join('\n')}`;
}
