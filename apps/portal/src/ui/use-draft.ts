/** What was typed and not sent yet, for this tab; never for secrets. */
export function useDraft<Values extends object>(name: string, empty: Values) {
  const key = `anika-draft.${name}`;
  return {
    initial: { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Values>) },
    keep: (values: Values) => sessionStorage.setItem(key, JSON.stringify(values)),
    forget: () => sessionStorage.removeItem(key),
  };
}
