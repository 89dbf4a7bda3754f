// Words of a language for tests: the real catalogs, so that what is asserted is what people read.
import { setupI18n } from '@lingui/core';
import { formats } from './format';
import type { LanguageTag, TextTools } from './i18n';
import { messages as de } from './de.po';
import { messages as en } from './en.po';
import { messages as nl } from './nl.po';
import { messages as th } from './th.po';
import { messages as zh } from './zh-Hans.po';

export const CATALOGS = { en, nl, de, 'zh-Hans': zh, th };

/** Fails on an id that the catalog does not have. */
export function wordsOf(language: LanguageTag): TextTools {
  const i18n = setupI18n({
    locale: language,
    messages: CATALOGS,
    missing: (_, id) => {
      throw new Error(`${language} has no ${id}`);
    },
  });
  return { ...formats(language), t: (id, values) => i18n._(id, values), language };
}
