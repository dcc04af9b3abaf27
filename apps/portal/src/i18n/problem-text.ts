import type { TFunction } from 'i18next';
import type { Locale } from '../locales/en';
import type { FieldError, Problem } from '../api/problem';
import type { Broken } from '../lib/constraints';
import { formatDay } from './format';

type Translate = TFunction<'errors'>;
// A code that is not known here is said in the words of the API.
type Code = keyof Locale['errors']['codes'];
type FieldCode = keyof Locale['errors']['fields'];
type Reason = keyof Locale['errors']['reasons'];

/** What happened and what to do, in words; what the API says where its code is not known here. */
export function problemText(
  t: Translate,
  problem: Problem,
): { readonly title: string; readonly help: string } {
  const values = { seconds: problem.retryAfter ?? 1 };
  return {
    title: t(`codes.${problem.code as Code}.title`, { defaultValue: problem.message, ...values }),
    help: t(`codes.${problem.code as Code}.help`, { defaultValue: problem.message, ...values }),
  };
}

/** What is wrong with one field: by its reason where the API tells one. */
export function fieldText(t: Translate, { code, message, params }: FieldError): string {
  const reason = t(`reasons.${params?.['reason'] as Reason}`, { defaultValue: '' });
  return reason || t(`fields.${code as FieldCode}`, { defaultValue: message, message, ...params });
}

const CONSTRAINTS = {
  missing: 'fields.REQUIRED',
  incomplete: 'constraints.incomplete',
  email: 'constraints.email',
  url: 'reasons.url',
} as const;

/** What an input demands, in words. */
export function constraintText(t: Translate, language: string, broken: Broken): string {
  if (broken.is === 'short') return t('constraints.short', { count: broken.count });
  if (broken.is === 'early') return t('constraints.early', { day: formatDay(language, broken.day) });
  return t(CONSTRAINTS[broken.is]);
}
