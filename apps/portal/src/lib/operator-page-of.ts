const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
const PAGES: Readonly<Record<string, (id: string) => string>> = {
  prt: (id) => `/operator/partners/${id}`,
  sub: (id) => `/operator/deliveries?subscriptionId=${id}`,
  top: (id) => `/operator/deliveries?topicId=${id}`,
};

/** Where an operator's search leads: to what an id is of, else to the partners whose names begin so. @example operatorPageOf('Экспо') // '/operator/partners?q=%D0%AD…' */
export function operatorPageOf(text: string): string | undefined {
  const searched = text.trim();
  const [, prefix = ''] = ID.exec(searched) ?? [];
  if (prefix !== '') return PAGES[prefix]?.(searched);
  return searched === '' ? undefined : `/operator/partners?q=${encodeURIComponent(searched)}`;
}
