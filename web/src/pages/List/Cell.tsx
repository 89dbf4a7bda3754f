// One value of a row, written as its column's type asks for.
import { GradeBadge } from '../../components/GradeBadge';
import { Trend } from '../../components/Trend';
import { lookupName, type Row } from '../../data/lists/rows';
import type { ListTable } from '../../data/lists/tables';
import { formatted } from '../../data/odata';
import { optionLabel } from '../../data/schema';
import { letterOf } from '../../data/scores';
import type { TextTools } from '../../text/i18n';
import { useText } from '../../text/i18n';
import type { Column } from './useColumns';

/** A value as plain text; empty when there is none. */
export function valueText(table: string, column: Column, row: Row, text: TextTools): string {
  const { name, type } = column;
  if (type === 'Lookup') return lookupName(row, name);
  const value = row[name];
  if (value === null || value === undefined || value === '') return '';
  switch (type) {
    case 'Choice':
    case 'State':
    case 'Status':
      return optionLabel(table, name, value, text.language) ?? formatted(row, name) ?? String(value);
    case 'Boolean':
      return text.t(value === true ? 'list.yes' : 'list.no');
    case 'DateTime':
      return text.date(String(value));
    case 'DateOnly':
      // A day without a time is the same day everywhere.
      return text.date(`${String(value).slice(0, 10)}T12:00:00`);
    case 'Money':
      return formatted(row, name) ?? text.number(Number(value), 2);
    case 'Integer':
    case 'BigInteger':
      return text.number(Number(value));
    case 'Double':
      return text.number(Number(value), 3);
    default:
      return String(value);
  }
}

export const isNumeric = (column: Column) =>
  ['Integer', 'BigInteger', 'Double', 'Money'].includes(column.type);

interface CellProps {
  table: ListTable;
  column: Column;
  row: Row;
  /** What to say in place of a missing score. */
  whyNoScore: string;
}

export function Cell({ table, column, row, whyNoScore }: CellProps) {
  const text = useText();
  const { score: scoreColumn, grade: gradeColumn, trend: trendColumn } = table.score ?? {};
  const score = scoreColumn ? row[scoreColumn] : null;
  const hasScore = typeof score === 'number';
  const grade = gradeColumn ? letterOf(row[gradeColumn] as number | null) : null;
  switch (column.name) {
    case scoreColumn:
      return hasScore ? (
        <span className="ll-score-cell">
          <span className="ll-score-bar" aria-hidden>
            <span className={`ll-dot-${grade}`} style={{ width: `${score}%` }} />
          </span>
          <span className="ll-score-value">{score}</span>
        </span>
      ) : (
        <span className="ll-muted">{whyNoScore}</span>
      );
    case gradeColumn:
      return hasScore ? <GradeBadge grade={grade} /> : null;
    case trendColumn:
      return hasScore ? <Trend trend={row[column.name] as number | null} /> : null;
    default:
      return valueText(table.name, column, row, text);
  }
}
