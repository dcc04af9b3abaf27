import type { Locale } from '../../locales/en';

export type ErrorClass = keyof Locale['deliveries']['error'];

/** Those of the platform (libs/webhooks). */
export const ERROR_CLASSES: readonly ErrorClass[] = [
  'dns',
  'blocked-address',
  'refused',
  'tls',
  'timeout',
  'reset',
  'redirect',
  'status-4xx',
  'status-5xx',
  'too-large-headers',
];

/** The class of an attempt's error; `other` for one that is not known here. */
export function attemptErrorOf(error: string | undefined): ErrorClass | undefined {
  if (error === undefined) return undefined;
  return ERROR_CLASSES.find((name) => name === error) ?? 'other';
}
