import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import en from './en.json';
import { type Language, preferredLanguage, rememberLanguage, storedLanguage } from './language';
import zh from './zh-CN.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
    returnNull: false;
  }
}

export function startI18n(): void {
  const language = preferredLanguage(storedLanguage(), navigator.languages);
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    // React renders every text as text already.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** The language shown now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

export function changeLanguage(language: Language): void {
  rememberLanguage(language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
