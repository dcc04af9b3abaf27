import { readFileSync } from 'node:fs';
import { eventually } from '@anika/testing';
import type { Page } from 'playwright-core';
import { drawn } from './settled';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** How a page is shown; the language of the document is the one that was chosen. */
export interface Shown {
  readonly language: string;
  readonly scheme: 'light' | 'dark';
}

/**
 * What is wrong with the page, as it is and in the other language and colours (what depends on words is seen in both languages, what depends
 * on colours in both schemes): what axe finds serious or critical, and what is wider than the window.
 */
export async function flaws(page: Page): Promise<string[]> {
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`);
  const language = await page.evaluate<string>('document.documentElement.lang');
  const found = await flawsAsShown(page);
  await show(page, { language: language === 'ru' ? 'en' : 'ru', scheme: isDark ? 'light' : 'dark' });
  const others = await flawsAsShown(page);
  await show(page, { language, scheme: isDark ? 'dark' : 'light' });
  return [...found, ...others.map((flaw) => `in the other language and colours: ${flaw}`)];
}

/** Shows the page otherwise, as it stands: the language as another tab would choose it. */
export async function show(page: Page, { language, scheme }: Shown): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate(`(() => {
    localStorage.setItem('anika-language', '${language}');
    dispatchEvent(new StorageEvent('storage', { key: 'anika-language', newValue: '${language}' }));
  })()`);
  await eventually(() => page.evaluate<boolean>(`document.documentElement.lang === '${language}'`));
  await drawn(page);
}

/** What is wrong with the page as it is. */
export async function flawsAsShown(page: Page): Promise<string[]> {
  await drawn(page);
  await page.evaluate(`globalThis.axe || (() => { ${axe} })();0`);
  return page.evaluate(`(async () => {
    // Toasts fade in and out: half of that is too pale by nature.
    const { violations } = await axe.run({ exclude: ['.mantine-Notifications-root'] }, { resultTypes: ['violations'] });
    const found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' '));
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [...found, 'wider than the window'] : found;
  })()`);
}
