// A Vite plugin: the words of what everybody sees first come at once, the others (`xx.po?lingui`) with the pages that use them.
import type { Plugin } from 'vite';

/** First parts of the ids that the sign-in page, the surroundings of every page and the list need; or whole ids. */
const FIRST = new Set([
  'action',
  'bar',
  'column',
  'error',
  'leads',
  'list',
  'nav',
  'notfound',
  'role',
  'search',
  'signin',
  'state',
  'trend',
  'lead.no_name',
  'relation.empty',
  'score.grade',
  'shortcuts.title',
]);
const isFirst = (id: string) => FIRST.has(id) || FIRST.has(id.split('.')[0]!);

export function firstWords(): Plugin {
  return {
    name: 'first-words',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\.po(\?lingui)?$/.test(id)) return undefined;
      const literal = /JSON\.parse\((?<text>"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')\)/s.exec(
        code,
      )?.groups?.text;
      if (!literal) throw new Error(`${id}: the catalog is not written as expected`);
      // The catalog is our own, compiled a moment ago.
      const all = JSON.parse(new Function(`return ${literal}`)() as string) as Record<string, unknown>;
      const wanted = !id.endsWith('?lingui');
      const some = Object.fromEntries(Object.entries(all).filter(([name]) => isFirst(name) === wanted));
      return {
        code: `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(some))});`,
        map: null,
      };
    },
  };
}
