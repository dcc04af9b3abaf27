const SUFFIX = 26;

/**
 * An id short enough for a table, by its middle: what differs stands at the end, in a delivery's at the end of its message's part.
 *
 * @example shortId('top_01jd8k3m9cfe0rztgq8v5k2n4p') // 'top_01jd…2n4p'
 */
export function shortId(id: string): string {
  const [prefix, ...rest] = id.split('_');
  const suffix = prefix === 'dlv' ? id.slice(4, 4 + SUFFIX) : rest.join('_');
  return suffix.length > 12 ? `${prefix}_${suffix.slice(0, 4)}…${suffix.slice(-4)}` : id;
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  top: (id) => `/topics/${id}`,
  sub: (id) => `/subscriptions/${id}`,
  msg: (id) => `/messages/${id}`,
  dlv: (id) => `/deliveries/${id}`,
  prt: (id) => `/partners/${id}`,
  arq: (id) => `/access?tab=requests&request=${id}`,
  rpl: (id) => `/replays/${id}`,
};
const ID = /^([a-z]{3})_[0-9a-z_]{20,60}$/;

/** The page of an id; undefined when there is none. @example pageOf('top_01jd8k3m9cfe0rztgq8v5k2n4p') // '/topics/top_01jd…' */
export function pageOf(id: string): string | undefined {
  const [, prefix = ''] = ID.exec(id.trim()) ?? [];
  return PAGES[prefix]?.(id.trim());
}
