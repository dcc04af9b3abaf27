/** Of this page, for styles that are written at run time. */
export const nonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
