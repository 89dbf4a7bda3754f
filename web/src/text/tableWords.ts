// What a table is called inside of a sentence.
import { tableLabel, tablePlural } from '../data/schema';
import type { TextTools } from './i18n';

/** English and Dutch write common nouns small; German does not, Chinese and Thai have no case. */
function inSentence(label: string, { language }: Pick<TextTools, 'language'>): string {
  return language === 'en' || language === 'nl' ? label.toLocaleLowerCase(language) : label;
}

/** "opportunity" */
export const tableWord = (table: string, words: Pick<TextTools, 'language'>) =>
  inSentence(tableLabel(table, words.language) ?? table, words);

/** "opportunities" */
export const tablesWord = (table: string, words: Pick<TextTools, 'language'>) =>
  inSentence(tablePlural(table, words.language) ?? table, words);
