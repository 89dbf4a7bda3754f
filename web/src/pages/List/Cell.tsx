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
import { RelatedCell } from './RelatedCell';
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

interface NoScoreProps {
  /** Whether the keyboard stands in this row: its button is the next stop after the list. */
  active: boolean;
  /** What to say in place of the score. */
  said: string;
  /** Asks for the whole reason, to be shown beside this element. */
  onWhy: (beside: HTMLElement) => void;
}

/** In place of a score that is not there: a word, which tells more when pressed. */
export function NoScore({ active, said, onWhy }: NoScoreProps) {
  const { t } = useText();
  return (
    <button
      type="button"
      className="ll-no-score"
      tabIndex={active ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={t('list.why_no_score', { said })}
      onClick={(event) => onWhy(event.currentTarget)}
    >
      {said}
    </button>
  );
}

interface CellProps {
  table: ListTable;
  column: Column;
  row: Row;
  noScore: NoScoreProps;
}

export function Cell({ table, column, row, noScore }: CellProps) {
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
        <NoScore {...noScore} />
      );
    case gradeColumn:
      return hasScore ? <GradeBadge grade={grade} /> : null;
    case trendColumn:
      return hasScore ? <Trend trend={row[column.name] as number | null} /> : null;
    default: {
      const said = valueText(table.name, column, row, text);
      return column.related ? <RelatedCell column={column} row={row} said={said} /> : said;
    }
  }
}
