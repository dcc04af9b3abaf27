import type { Page } from 'playwright-core';

/** What a person can press or fill in on the page, without its frame: the names, sorted, each once. Below a dialog nothing can be pressed. */
export function enabledControls(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const nameOf = (element) =>
      element.getAttribute('aria-label') || element.labels?.[0]?.textContent || element.textContent || element.name || '';
    const isOff = (element) => element.matches(':disabled, [aria-disabled=true], [readonly], [contenteditable=false]');
    const within = document.querySelector('.mantine-Modal-content') ? '.mantine-Modal-content' : 'main, [role=dialog]';
    const controls = document.querySelectorAll(
      ':is(' + within + ') :is(button, input:not([type=hidden]), textarea, select, [contenteditable])');
    return [...new Set([...controls]
      .filter((element) => element.checkVisibility() && !isOff(element))
      .map((element) => nameOf(element).trim()))].sort();
  })()`);
}
