// A part of a page that comes when it is opened: its code, and the words and tables that the first page does without.
import { lazy, type ComponentType } from 'react';
import { loadLaterTables } from '../data/schema';
import { loadLaterWords } from '../text/i18n';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever properties the part has
export function later<Part extends ComponentType<any>>(load: () => Promise<Part>) {
  return lazy(async () => {
    const [part] = await Promise.all([load(), loadLaterWords(), loadLaterTables()]);
    return { default: part };
  });
}
