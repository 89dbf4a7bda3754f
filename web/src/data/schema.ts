// The field table, as the page needs it: labels and choices in the reader's language.
import { choices, tables, type Field, type Labels, type Option, type Table } from './schema.generated';

/** How the field table names a language; `zh-Hans` of the page is `zh` there. */
export type TableLanguage = keyof Labels;

export function tableLanguage(language: string): TableLanguage {
  const base = language.split('-')[0] ?? 'en';
  return base === 'nl' || base === 'de' || base === 'zh' || base === 'th' ? base : 'en';
}

let later: Promise<void> | undefined;
/** The tables that the list of leads does without. */
export function loadLaterTables(): Promise<void> {
  later ??= import('./schema.generated?later').then(
    (more) => {
      Object.assign(tables, more.tables);
      Object.assign(choices, more.choices);
    },
    (error: unknown) => {
      later = undefined;
      throw error;
    },
  );
  return later;
}

export function table(name: string): Table | undefined {
  return tables[name];
}

/** A field by its name, or by a path of one step: `parentaccountid/industrycode`. */
export function field(table: string, name: string): Field | undefined {
  const [first = '', inner] = name.split('/');
  const found = tables[table]?.fields[first];
  return inner === undefined ? found : tables[found?.targets?.[0] ?? '']?.fields[inner];
}

/** What a field is called; undefined for a column of this database only, whose label the API gives. */
export function fieldLabel(table: string, name: string, language: string): string | undefined {
  return field(table, name)?.label[tableLanguage(language)];
}

export function tablePlural(table: string, language: string): string | undefined {
  return tables[table]?.plural[tableLanguage(language)];
}

export function tableLabel(table: string, language: string): string | undefined {
  return tables[table]?.label[tableLanguage(language)];
}

export function optionsOf(table: string, name: string): readonly Option[] {
  const set = field(table, name)?.choices;
  return (set && choices[set]) || [];
}

/** The label of a choice given by its number, or by its English label as models keep it. */
export function optionLabel(
  table: string,
  name: string,
  value: unknown,
  language: string,
): string | undefined {
  const wanted = String(value);
  const option = optionsOf(table, name).find(
    (one) => String(one.value) === wanted || one.label.en === wanted,
  );
  return option?.label[tableLanguage(language)];
}
