import { eventually } from '@anika/testing';
import type { BrowserContext, Page, Request } from 'playwright-core';

interface Calls {
  /** Not answered yet. */
  readonly open: Set<Request>;
  /** A script or a style has come since the page was looked at last. */
  hasNewAsset: boolean;
}

const calls = new WeakMap<Page, Calls>();
const isAsset = (request: Request) => request.url().includes('/assets/');
/** A stream never ends by itself. */
const isCall = (request: Request) =>
  /\/(api|assets)\//.test(request.url()) && !request.url().endsWith('/stream');

/** A page whose script has just come is not drawn yet; or React hides what it has drawn until the script of a part has come. */
const IS_SHOWN = `(() => {
  const main = document.querySelector('main');
  return main === null || (main.innerText.trim() !== '' && !main.querySelector('[style*="display: none !important"]'));
})()`;

const IS_IDLE = `new Promise((done) => requestIdleCallback(done, { timeout: 1000 }))`;

/**
 * React keeps a part back for 300 ms after it has shown what stands in its place, although its script and styles have come. The page counts
 * them: on a busy machine it runs the script later than it comes.
 */
const KEPT_BACK_IS_SHOWN = `${IS_IDLE}.then(() => new Promise((done) => setTimeout(done, 350)))`;

/** Keeps count of what each page of the context is waiting for. */
export function watchCalls(context: BrowserContext): void {
  context.on('page', (page) => {
    const known: Calls = { open: new Set(), hasNewAsset: false };
    calls.set(page, known);
    page.on('request', (request) => isCall(request) && known.open.add(request));
    page.on('requestfinished', (request) => {
      known.open.delete(request);
      if (isAsset(request)) known.hasNewAsset = true;
    });
    page.on('requestfailed', (request) => known.open.delete(request));
  });
}

/** Waits until every call is answered and what it brought is drawn; a call may ask for another one. */
export async function settled(page: Page): Promise<void> {
  const known = calls.get(page)!;
  const isWaiting = () => known.open.size > 0 || known.hasNewAsset;
  const isQuiet = async () => {
    if (known.open.size > 0) return false;
    const after = known.hasNewAsset ? KEPT_BACK_IS_SHOWN : IS_IDLE;
    known.hasNewAsset = false;
    await page.evaluate(after);
    await drawn(page);
    if (isWaiting() || (await page.locator('.mantine-Skeleton-root').count()) > 0) return false;
    return page.evaluate<boolean>(IS_SHOWN);
  };
  await eventually(async () => (await isQuiet()) && (await isQuiet()), { what: `${page.url()} to settle` });
}

/** Waits for two frames and the ends of all movements: what was set before is drawn. */
export const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
  })()`);
