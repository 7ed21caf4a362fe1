// The two languages, and which one this browser wants.
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'fieldfare.language';

export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  for (const tag of browser) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

export function storedLanguage(): string | null {
  return window.localStorage.getItem(storageKey);
}

export function rememberLanguage(language: Language): void {
  window.localStorage.setItem(storageKey, language);
}

function isLanguage(text: string | null): text is Language {
  return languages.some((language) => language === text);
}
