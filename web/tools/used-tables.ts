// A Vite plugin: of the generated field table, only what the application words goes into the bundle.
import { transformWithOxc, type Plugin } from 'vite';

/** Tables whose labels and choices appear on a page. */
const USED = ['lead', 'account', 'contact', 'll_modelversion'];

interface Generated {
  tables: Record<string, { fields: Record<string, { choices?: string }> }>;
  choices: Record<string, unknown>;
}

/** Facts about fields that no page asks for. */
const UNUSED = new Set(['targets', 'personal', 'outcome', 'primaryId', 'primaryName', 'plural', 'entitySet']);
const unlessUnused = (key: string, value: unknown) => (UNUSED.has(key) ? undefined : value);

export function usedTables(): Plugin {
  return {
    name: 'used-tables',
    apply: 'build',
    enforce: 'pre',
    async transform(source, id) {
      if (!id.endsWith('schema.generated.ts')) return undefined;
      const { code } = await transformWithOxc(source, id);
      const all = (await import(
        `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
      )) as Generated;
      const tables = Object.fromEntries(USED.map((name) => [name, all.tables[name]]));
      const sets = Object.values(tables).flatMap((table) =>
        Object.values(table?.fields ?? {}).map((one) => one.choices),
      );
      const choices = Object.fromEntries(Object.entries(all.choices).filter(([name]) => sets.includes(name)));
      return {
        code: `export const tables = ${JSON.stringify(tables, unlessUnused)};\nexport const choices = ${JSON.stringify(choices)};`,
        map: null,
      };
    },
  };
}
