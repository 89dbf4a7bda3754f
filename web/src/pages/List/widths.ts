// How wide a column is: by what it holds, so that any choice of columns gives a readable list.
import { stepsOf } from '../../data/lists/paths';
import type { ListTable } from '../../data/lists/tables';
import type { Column } from './useColumns';

const CHOICE_WIDTH = 40;
const DATES = new Set(['msdyn_lastactivitybyteam', 'msdyn_nextactivitybyteam']);

/** Least width in pixels and share of what is left. */
function widthOf(table: ListTable, { name, type, related }: Column): [least: number, share: number] {
  if (name === table.title[0]) return [170, 1.6];
  if (name === table.score?.score) return [164, 0];
  if (name === table.score?.grade) return [84, 0];
  if (name === table.score?.trend) return [164, 0.2];
  // Figures of one kind stand beside each other: their whole names tell them apart. States and trends are whole words.
  if (related) return [DATES.has(stepsOf(name)[1]) ? 150 : 190, 0.3];
  switch (type) {
    case 'Memo':
      return [220, 2];
    case 'Text':
      return [150, 1.8];
    case 'Lookup':
      return [140, 1];
    case 'Choice':
    case 'State':
    case 'Status':
      return [140, 0.8];
    case 'DateTime':
    case 'DateOnly':
      return [136, 0.3];
    default:
      return [120, 0.4];
  }
}

export function templateOf(table: ListTable, columns: readonly Column[]): string {
  const tracks = columns.map((column) => {
    const [least, share] = widthOf(table, column);
    return share === 0 ? `${least}px` : `minmax(${least}px, ${share}fr)`;
  });
  return [`${CHOICE_WIDTH}px`, ...tracks].join(' ');
}

export const minimumWidth = (table: ListTable, columns: readonly Column[]) =>
  columns.reduce((sum, column) => sum + widthOf(table, column)[0], CHOICE_WIDTH + 16);
