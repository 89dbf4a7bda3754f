// The columns that a model's filter can ask about: the record's own and those of the account and contact it belongs to.
import { useMemo } from 'react';
import { useCustomColumns } from '../../data/columns';
import type { ScoredTable } from '../../data/scores';
import { operatorsOf, type Operator } from '../../data/lists/conditions';
import { isScoreColumn, listTable } from '../../data/lists/tables';
import { fieldLabel, table as schemaTable, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { columnsFrom, useColumns, type Column, type Columns } from '../List/useColumns';

/** A model is about the same records whoever looks at it, and whenever. */
const OF_A_MOMENT: ReadonlySet<Operator> = new Set(['me', 'my_team', 'today', 'last_days', 'next_days']);
const RELATED = [
  { lookup: 'parentaccountid', table: 'account' },
  { lookup: 'parentcontactid', table: 'contact' },
] as const;
const NOT_ASKED = new Set(['Id', 'Binary', 'Lookup']);

export function useModelColumns(table: ScoredTable): Columns {
  const { language } = useText();
  const own = useColumns(listTable(table)!);
  const ofAccounts = useCustomColumns('account');
  const ofContacts = useCustomColumns('contact');
  return useMemo(() => {
    const related = RELATED.flatMap(({ lookup, table: target }) => {
      const through = fieldLabel(table, lookup, language) ?? lookup;
      const inner = (name: string, label: string, type: Column['type']): Column => ({
        name: `${lookup}/${name}`,
        label: `${through} › ${label}`,
        type,
      });
      const builtIn = Object.entries(schemaTable(target)?.fields ?? {})
        .filter(([name, { type }]) => !NOT_ASKED.has(type) && name !== 'versionnumber')
        .map(([name, one]) => inner(name, one.label[tableLanguage(language)], one.type));
      const custom = (target === 'account' ? ofAccounts : ofContacts)
        .filter(({ type }) => !NOT_ASKED.has(type))
        .map((one) => inner(one.name, one.label, one.type));
      return [...builtIn, ...custom];
    });
    const built = own.all.filter(({ name }) => !isScoreColumn(table, name));
    return columnsFrom([...built, ...related], ({ type, name }) =>
      operatorsOf(type, name).filter((one) => !OF_A_MOMENT.has(one)),
    );
  }, [own, ofAccounts, ofContacts, table, language]);
}
