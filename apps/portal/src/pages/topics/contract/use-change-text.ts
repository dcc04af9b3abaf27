import { useTranslation } from 'react-i18next';
import type { FieldError } from '../../../api/problem';
import { fieldText } from '../../../i18n/problem-text';
import type { Locale } from '../../../locales/en';

type Change = keyof Locale['contracts']['change'];

/** What is wrong with a schema, or what its change would break. */
export function useChangeText(): (error: FieldError) => string {
  const { t } = useTranslation('contracts');
  const { t: errors } = useTranslation('errors');
  return (error) => {
    if (error.code !== 'BREAKING_CHANGE')
      return error.code === 'INVALID' ? error.message : fieldText(errors, error);
    const change = error.params?.['change'] as Change | undefined;
    return change ? t(`change.${change}`, { defaultValue: error.message, ...error.params }) : error.message;
  };
}
