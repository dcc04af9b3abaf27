import { ERRORS, FIELD_ERRORS } from '@anika/contracts';
import i18next from 'i18next';
import { locale as enOfAll } from './en';
import enAudit from './en/audit.json';
import enOperator from './en/operator.json';
import { locale as ruOfAll } from './ru';
import ruAudit from './ru/audit.json';
import ruOperator from './ru/operator.json';

const en = { ...enOfAll, audit: enAudit, operator: enOperator };
const ru = { ...ruOfAll, audit: ruAudit, operator: ruOperator };

type Texts = { readonly [name: string]: string | Texts };
const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Keys with dots; all forms of a plural are one. */
function keysOf(texts: Texts, above = ''): string[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? [`${above}${name.replace(PLURAL, '')}`] : keysOf(text, `${above}${name}.`),
  );
}
const distinct = (texts: Texts) => [...new Set(keysOf(texts))].toSorted();

describe('The languages', () => {
  it('have the same texts', () => expect(distinct(ru)).toEqual(distinct(en)));

  it.each([en, ru])('say every error code of the API', ({ errors }) => {
    expect(Object.keys(errors.codes).toSorted()).toEqual([...Object.keys(ERRORS), 'NO_ANSWER'].toSorted());
    expect(Object.keys(errors.fields).toSorted()).toEqual(Object.keys(FIELD_ERRORS).toSorted());
  });

  it('have every form of a plural that the language needs', () => {
    for (const [language, locale] of Object.entries({ en, ru })) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const written = new Set(JSON.stringify(locale).match(/"\w+_(one|few|many|other)":/g));
      const stems = new Set([...written].map((key) => key.replace(/_\w+":$/, '')));
      for (const stem of stems) for (const form of forms) expect(written).toContain(`${stem}_${form}":`);
    }
  });

  it.each([
    [0, '0 попыток', '0 attempts'],
    [1, '1 попытка', '1 attempt'],
    [2, '2 попытки', '2 attempts'],
    [5, '5 попыток', '5 attempts'],
    [11, '11 попыток', '11 attempts'],
    [21, '21 попытка', '21 attempts'],
    [1.5, '1,5 попытки', '1.5 attempts'],
  ])('count %d', async (count, russian, english) => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: 'ru', resources: { en, ru }, fallbackLng: false });
    expect(i18n.t('deliveries:attempts', { count })).toBe(russian);
    expect(i18n.t('deliveries:attempts', { count, lng: 'en' })).toBe(english);
  });
});
