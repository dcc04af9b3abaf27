const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['YaBrowser/', 'Yandex'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

const nameIn = (text: string, names: readonly (readonly [string, string])[]) =>
  names.find(([part]) => text.includes(part))?.[1];

/** What people call a browser; the text itself when it is none that is known. @example browserName('Mozilla/5.0 (X11; Linux x86_64) … Chrome/147.0.0.0 Safari/537.36') // 'Chrome, Linux' */
export function browserName(userAgent: string): string {
  const parts = [nameIn(userAgent, BROWSERS), nameIn(userAgent, SYSTEMS)].filter(Boolean);
  return parts.length === 0 ? userAgent : parts.join(', ');
}
