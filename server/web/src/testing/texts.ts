// The real texts without React, for tests of formatting.
import i18next, { type TFunction } from 'i18next';
import en from '../i18n/en.json';
import type { Language } from '../i18n/language';
import zh from '../i18n/zh-CN.json';

export async function texts(language: Language): Promise<TFunction> {
  const instance = i18next.createInstance();
  return instance.init({
    lng: language,
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
}
