import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../locales/en';

export const LANGUAGES = { ru: 'Русский', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: Locale;
  }
}

const STORED = 'anika-language';
/** Each is a file of its own: only the one that is shown is loaded. */
const LOADERS = {
  ru: () => import('../locales/ru'),
  en: () => import('../locales/en'),
} as const;

type Texts = Readonly<Record<Language, () => Promise<{ readonly default: object }>>>;
/** What only some pages read, by its namespace. */
const more = new Map<string, Texts>();

const isLanguage = (text: string | null | undefined): text is Language => text === 'ru' || text === 'en';

/** What was chosen here before, else the first of the browser's languages that there is. */
export function preferredLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: undefined,
    defaultNS: 'common',
    // React escapes.
    interpolation: { escapeValue: false },
    fallbackLng: false,
  });
  await show(preferredLanguage());
  // Chosen in another tab.
  addEventListener('storage', ({ key, newValue }) => {
    if (key === STORED && isLanguage(newValue)) void show(newValue);
  });
}

/** Switches and remembers. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await show(language);
}

/** Texts that only some pages read: here now, and in each language that is shown from now on. */
export async function showMore(namespace: keyof Locale, texts: Texts): Promise<void> {
  more.set(namespace, texts);
  await add(namespace, texts, i18next.language as Language);
}

async function add(namespace: string, texts: Texts, language: Language): Promise<void> {
  i18next.addResourceBundle(language, namespace, (await texts[language]()).default);
}

async function show(language: Language): Promise<void> {
  const { locale } = await LOADERS[language]();
  for (const [namespace, texts] of Object.entries(locale))
    i18next.addResourceBundle(language, namespace, texts);
  await Promise.all([...more].map(([namespace, texts]) => add(namespace, texts, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
