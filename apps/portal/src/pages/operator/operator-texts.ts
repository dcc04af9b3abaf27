import i18next from 'i18next';
import { type AddTexts, showMore } from '../../i18n/i18n';

const LOADERS = {
  ru: () => import('../../locales/ru/operator.json'),
  en: () => import('../../locales/en/operator.json'),
} as const;

const add: AddTexts = async (language) => {
  const { default: texts } = await LOADERS[language]();
  i18next.addResourceBundle(language, 'operator', texts);
};

/** Few are operators: only who opens their pages loads their texts. */
export const showOperatorTexts = () => showMore(add);
