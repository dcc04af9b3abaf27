import type { Page } from 'playwright-core';

/**
 * What is cut off or runs out of its place: elements wider inside than outside. A title tells the rest; what scrolls by design and fields
 * may be wider, a point at a bell hangs out of it, pictures draw themselves anew, and what is hidden from the eye is narrow on purpose.
 */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const isHidden = (element) => element.getBoundingClientRect().width <= 1 || !element.checkVisibility();
    const inScroller = (element) => {
      for (let parent = element; parent; parent = parent.parentElement) if (scrolls(parent)) return true;
      return false;
    };
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
      .filter((element) => !element.matches('input, textarea, select, svg *, .mantine-Indicator-root'))
      .filter((element) => !element.closest('[aria-hidden=true], [role=img]'))
      .filter((element) => !isHidden(element) && !inScroller(element))
      .filter((element) => !element.closest('[title]') && !element.querySelector('[title]'))
      .map((element) => element.outerHTML.slice(0, 160) + ' ' + element.scrollWidth + ' > ' + element.clientWidth);
  })()`);
}

/** Lists whose rows are not of one height: something in them wraps. */
export function unevenRows(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('table')].map((table) => {
    const rows = [...table.querySelectorAll('tr[data-row]')];
    return [...new Set(rows.map(({ offsetHeight }) => offsetHeight))].join(' and ');
  }).filter((heights) => heights.includes('and')).map((heights) => 'rows of ' + heights + ' px')`);
}
