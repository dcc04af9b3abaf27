import { showMore } from '../../i18n/i18n';

/** The names of all that can be done, which only the audit log tells. */
export const showAuditTexts = () =>
  showMore('audit', {
    ru: () => import('../../locales/ru/audit.json'),
    en: () => import('../../locales/en/audit.json'),
  });
