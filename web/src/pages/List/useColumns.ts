// The columns that a list can show, with their labels: those of the field table and those of this database only.
import { useMemo } from 'react';
import { useCustomColumns } from '../../data/columns';
import { KPI_FIELDS, kpiColumn } from '../../data/lists/kpiFields';
import { operatorsOf, type Operator } from '../../data/lists/conditions';
import type { ListTable } from '../../data/lists/tables';
import { field, table as schemaTable, tableLanguage } from '../../data/schema';
import type { FieldType } from '../../data/schema.generated';
import { useText } from '../../text/i18n';

export interface Column {
  name: string;
  label: string;
  type: FieldType;
  /** Tables a lookup may point to. */
  targets?: readonly string[];
  /** Tells of the relationship, not of the record itself. */
  related?: boolean;
}

/** Not for people: keys and counters. */
const HIDDEN = /^(versionnumber|msdyn_predictivescoreid|msdyn_\w+kpiid)$/;

export interface Columns {
  all: readonly Column[];
  get: (name: string) => Column | undefined;
  /** What can be asked of a column here; the first is the one to begin with. */
  operatorsOf: (column: Column) => readonly Operator[];
}

export function columnsFrom(
  all: readonly Column[],
  operators: Columns['operatorsOf'] = ({ type, name }) => operatorsOf(type, name),
): Columns {
  const byName = new Map(all.map((one) => [one.name, one]));
  return { all, get: (name) => byName.get(name), operatorsOf: operators };
}

export function useColumns(table: ListTable): Columns {
  const { t, language } = useText();
  const custom = useCustomColumns(table.name);
  return useMemo(() => {
    const { score, grade, trend } = table.score ?? {};
    const short: Record<string, string> = {
      [score ?? '']: t('column.score'),
      [grade ?? '']: t('column.grade'),
      [trend ?? '']: t('column.trend'),
    };
    const all: Column[] = Object.entries(schemaTable(table.name)?.fields ?? {}).flatMap(([name, field]) =>
      field.type === 'Id' || field.type === 'Binary' || HIDDEN.test(name)
        ? []
        : [
            {
              name,
              label: short[name] ?? field.label[tableLanguage(language)],
              type: field.type,
              targets: field.targets,
            },
          ],
    );
    const known = new Set(all.map((one) => one.name));
    all.push(...custom.filter((one) => !known.has(one.name)));
    return columnsFrom(all);
  }, [table, custom, t, language]);
}

/** The same, and of tables whose records have a relationship what is known of it. */
export function useListColumns(table: ListTable): Columns {
  const { language } = useText();
  const own = useColumns(table);
  return useMemo(() => {
    if (!table.related) return own;
    const related = KPI_FIELDS.flatMap((one): Column[] => {
      const name = kpiColumn(table.name, one);
      const known = field(table.name, name);
      if (!known) return [];
      return [{ name, label: known.label[tableLanguage(language)], type: known.type, related: true }];
    });
    return columnsFrom([...own.all, ...related]);
  }, [table, own, language]);
}
