import type { Page } from 'playwright-core';
import { open } from './portal';

const TIMES_SLOWER = 4;
/** Of the window, for a whole page. */
const MOST = 0.01;

/** Runs before the page does. */
const WATCH = `globalThis.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) => ({
    value,
    moved: sources.map(({ node, previousRect, currentRect }) =>
      (node?.outerHTML ?? node?.textContent ?? '').slice(0, 100) +
      ' from ' + JSON.stringify(previousRect) + ' to ' + JSON.stringify(currentRect)),
  })))).observe({ type: 'layout-shift' });`;

interface Shift {
  readonly value: number;
  readonly moved: readonly string[];
}

/** What moves while the page loads on a slow machine: each shift with what was moved; nothing when the sum is within the budget. */
export async function shiftsOf(page: Page, path: string): Promise<readonly Shift[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: TIMES_SLOWER });
  await page.addInitScript(WATCH);
  await open(page, path);
  const shifts = await page.evaluate<readonly Shift[]>('shifts');
  await session.detach();
  return shifts.reduce((sum, { value }) => sum + value, 0) < MOST ? [] : shifts;
}
