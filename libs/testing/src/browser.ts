import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/**
 * A headless Chromium: `CHROME_BIN` when it is set, otherwise the one of npm `@sparticuz/chromium`. Only these two flags of
 * its own are passed: the others switch web security off.
 */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROME_BIN ?? (await chromium.executablePath()),
    args: ['--no-sandbox', '--disable-gpu'],
  });
}
