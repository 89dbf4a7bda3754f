// A Vite plugin: of the generated field table, only what the application words goes into the bundle: what the list of
// leads needs at once, the rest (`schema.generated?later`) with the pages that use it.
import { transformWithOxc, type Plugin } from 'vite';
import { KPI_FIELDS } from '../src/data/lists/kpiFields.ts';

/** Tables whose labels and choices appear on the first page. */
const FIRST = ['lead', 'msdyn_leadkpiitem'];
/** Those of all other pages. */
const LATER = [
  'account',
  'contact',
  'll_modelversion',
  'opportunity',
  'incident',
  'email',
  'appointment',
  'phonecall',
  'task',
  'annotation',
  'connection',
  'opportunityclose',
  'systemuser',
  'team',
  'businessunit',
  'transactioncurrency',
  'organization',
  'workflow',
  'processstage',
  'll_job',
  'll_signin',
  'll_person',
  'll_peopledecision',
  'msdyn_opportunitykpiitem',
  'msdyn_accountkpiitem',
  'msdyn_contactkpiitem',
  'activityparty',
];
/** Of these only some fields are shown: in lists, and of who was asked to a meeting what they answered. */
const IN_PART: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^msdyn_\w+kpiitem$/, KPI_FIELDS],
  [/^activityparty$/, ['ll_answer']],
];

interface Generated {
  tables: Record<string, { fields: Record<string, { choices?: string }> }>;
  choices: Record<string, unknown>;
}

/** Facts about fields that no page asks for. */
const UNUSED = new Set(['personal', 'outcome']);
const unlessUnused = (key: string, value: unknown) => (UNUSED.has(key) ? undefined : value);

/** The fields of a table that are shown. */
function shownOf(table: string, fields: Generated['tables'][string]['fields']) {
  const names = IN_PART.find(([name]) => name.test(table))?.[1];
  return names
    ? Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))
    : fields;
}

export function usedTables(): Plugin {
  return {
    name: 'used-tables',
    apply: 'build',
    enforce: 'pre',
    async transform(source, id) {
      const isLater = id.endsWith('schema.generated.ts?later');
      if (!isLater && !id.endsWith('schema.generated.ts')) return undefined;
      const { code } = await transformWithOxc(source, id.replace(/\?.*/, ''));
      const all = (await import(
        `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
      )) as Generated;
      const part = (names: readonly string[]) => {
        const tables = Object.fromEntries(
          names.flatMap((name) => {
            const table = all.tables[name];
            if (!table) return [];
            return [[name, { ...table, fields: shownOf(name, table.fields) }]];
          }),
        );
        const sets = new Set(
          Object.values(tables).flatMap((table) =>
            Object.values(table.fields).flatMap((one) => one.choices ?? []),
          ),
        );
        return { tables, sets };
      };
      const first = part(FIRST);
      const { tables, sets } = isLater ? part(LATER) : first;
      const choices = Object.fromEntries(
        Object.entries(all.choices).filter(([name]) => sets.has(name) && !(isLater && first.sets.has(name))),
      );
      return {
        code: `export const tables = ${JSON.stringify(tables, unlessUnused)};\nexport const choices = ${JSON.stringify(choices)};`,
        map: null,
      };
    },
  };
}
