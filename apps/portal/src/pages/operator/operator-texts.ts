import { showMore } from '../../i18n/i18n';

/** Few are operators: only who opens their pages loads their texts. */
export const showOperatorTexts = () =>
  showMore('operator', {
    ru: () => import('../../locales/ru/operator.json'),
    en: () => import('../../locales/en/operator.json'),
  });
