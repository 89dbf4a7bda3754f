// The reader's language: catalogs loaded when chosen, and words, numbers and dates written its way.
import { i18n, type Messages } from '@lingui/core';
import { I18nProvider, useLingui } from '@lingui/react';
import { useMemo, type ReactNode } from 'react';
import { formats, type Formats } from './format';

export const LANGUAGES = [
  { tag: 'en', server: 'en', name: 'English' },
  { tag: 'nl', server: 'nl', name: 'Nederlands' },
  { tag: 'de', server: 'de', name: 'Deutsch' },
  { tag: 'zh-Hans', server: 'zh', name: '简体中文' },
  { tag: 'th', server: 'th', name: 'ไทย' },
] as const;
export type LanguageTag = (typeof LANGUAGES)[number]['tag'];

const catalogs: Record<LanguageTag, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en.po'),
  nl: () => import('./nl.po'),
  de: () => import('./de.po'),
  'zh-Hans': () => import('./zh-Hans.po'),
  th: () => import('./th.po'),
};
/** The words that the first page does without. */
const laterCatalogs: Record<LanguageTag, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en.po?lingui'),
  nl: () => import('./nl.po?lingui'),
  de: () => import('./de.po?lingui'),
  'zh-Hans': () => import('./zh-Hans.po?lingui'),
  th: () => import('./th.po?lingui'),
};
let wantsLater = false;
let begin: () => void;
const begun = new Promise<void>((resolve) => (begin = resolve));
const STORED = 'leadlight-language';

/** The page's tag for whatever a browser or the server calls a language; undefined when it is none of ours. */
export function languageTag(name: string | null | undefined): LanguageTag | undefined {
  const base = (name ?? '').toLowerCase().split('-')[0];
  return LANGUAGES.find((one) => one.server === base)?.tag;
}

/** What the server calls a language. */
export const serverLanguage = (tag: LanguageTag) => LANGUAGES.find((one) => one.tag === tag)!.server;

/** What was chosen in this browser, else what the browser prefers, else English. */
export function preferredLanguage(): LanguageTag {
  const wishes = [localStorage.getItem(STORED), ...navigator.languages];
  return wishes.map(languageTag).find((tag) => tag !== undefined) ?? 'en';
}

export async function activate(tag: LanguageTag): Promise<void> {
  const [first, later] = await Promise.all([catalogs[tag](), wantsLater ? laterCatalogs[tag]() : undefined]);
  i18n.loadAndActivate({ locale: tag, messages: { ...first.messages, ...later?.messages } });
  document.documentElement.lang = tag;
  begin();
}

let later: Promise<void> | undefined;
/** Loads the words of every page, in this language and any chosen later. */
export function loadLaterWords(): Promise<void> {
  later ??= (async () => {
    // A page that is opened first asks before the language is known.
    await begun;
    const tag = i18n.locale as LanguageTag;
    const { messages } = await laterCatalogs[tag]();
    wantsLater = true;
    if (i18n.locale === tag) i18n.load(tag, messages);
    else await activate(i18n.locale as LanguageTag);
  })().catch((error: unknown) => {
    later = undefined;
    throw error;
  });
  return later;
}

let chosen: LanguageTag | null = null;

export function rememberLanguage(tag: LanguageTag): void {
  chosen = tag;
  localStorage.setItem(STORED, tag);
}

/** What was chosen by hand since this page was opened; null when nothing was. */
export const chosenLanguage = () => chosen;

export type Translate = (id: string, values?: Record<string, unknown>) => string;

export interface TextTools extends Formats {
  /** The sentence with this id. */
  t: Translate;
  language: LanguageTag;
}

/** Sentences, numbers and dates in the reader's language. */
export function useText(): TextTools {
  const { i18n: active } = useLingui();
  const language = active.locale as LanguageTag;
  return useMemo(
    () => ({ ...formats(language), t: (id, values) => active._(id, values), language }),
    [active, language],
  );
}

export function TextProvider({ children }: { children: ReactNode }) {
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}
