import { type Broken, brokenIn } from '../lib/constraints';

/** The inputs of a form that break a constraint, by the names of their fields; the first of a field counts, the first of all is gone to. */
export function brokenFields(form: HTMLFormElement): ReadonlyMap<string, Broken> {
  const broken = new Map<string, Broken>();
  for (const input of form.elements) {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) continue;
    // A select with a search has its name at another input.
    const name = input.name || input.dataset['field'];
    const found = brokenIn(input as HTMLInputElement);
    if (!name || !input.willValidate || !found || broken.has(name)) continue;
    if (broken.size === 0) input.focus();
    broken.set(name, found);
  }
  return broken;
}
