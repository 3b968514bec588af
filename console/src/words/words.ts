import type { Language } from '@goalbeat/domain/wording/language';
import i18next, { type BackendModule, type ReadCallback, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, keepLanguage } from './language.js';

/** A file a language and an area, loaded when its page is: adding an area is adding two files (and a line to typed-words.d.ts). */
const files = import.meta.glob<{ words: ResourceLanguage }>('./{en,zh-CN}/*.ts');

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, area, done) => void hand(`./${language}/${area}.ts`, done),
};

async function hand(file: string, done: ReadCallback): Promise<void> {
  let words: ResourceLanguage | false = false;
  let trouble: Error | null = null;
  try {
    words = (await files[file]?.())?.words ?? false;
    if (words === false) trouble = new Error(`no words ${file}`);
  } catch (error) {
    trouble = error instanceof Error ? error : new Error(String(error));
  }
  done(trouble, words);
}

export async function startWords(): Promise<void> {
  const language = firstLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['shell', 'problem'],
      defaultNS: 'shell',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  // The API is asked in the language of the document, so that comes first.
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
