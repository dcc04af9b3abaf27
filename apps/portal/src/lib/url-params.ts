/** The search part of an address as flat text: nothing is guessed to be a number or JSON, so that 20 digits stay 20 digits. */
export type UrlParams = Readonly<Record<string, string | undefined>>;

/** @example parseParams('?q=12345678901234567890') // { q: '12345678901234567890' } */
export function parseParams(search: string): UrlParams {
  return Object.fromEntries(new URLSearchParams(search));
}

/** @example formatParams({ q: 'a b', from: undefined }) // '?q=a+b' */
export function formatParams(params: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`;
}
