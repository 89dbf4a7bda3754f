// One row of the list: columns on wide screens, a few lines on narrow ones.
import { memo, type CSSProperties, type MouseEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { GradeBadge } from '../../components/GradeBadge';
import { Trend } from '../../components/Trend';
import { HEALTH, kpiColumn } from '../../data/lists/kpiFields';
import { titleOf, type Row } from '../../data/lists/rows';
import { rowPath, type ListTable } from '../../data/lists/tables';
import { letterOf } from '../../data/scores';
import { useText } from '../../text/i18n';
import { Cell, NoScore, valueText } from './Cell';
import type { Column } from './useColumns';

interface ListGridRowProps {
  id: string;
  table: ListTable;
  columns: readonly Column[];
  row: Row;
  /** Place in the list, from 0. */
  index: number;
  /** Whether the keyboard stands here. */
  active: boolean;
  chosen: boolean;
  place: CSSProperties;
  narrow: boolean;
  /** What to say in place of a missing score of an open row. */
  whyNoScore: string;
  /** The whole reason is asked for, to be shown beside this element. */
  onWhy: (row: Row, beside: HTMLElement) => void;
  onActivate: (index: number) => void;
  /** The row was chosen or let go; with `range`, all from the one chosen last. */
  onChoose: (index: number, range: boolean) => void;
}

export const ListGridRow = memo(function ListGridRow(props: ListGridRowProps) {
  const { id, table, columns, row, index, active, chosen, narrow, onWhy, onActivate, onChoose } = props;
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const name = titleOf(table, row) || t('lead.no_name');
  const path = rowPath(table, row);

  const open = (event: MouseEvent) => {
    const inside = event.target instanceof Element ? event.target : null;
    if (inside?.closest('.ll-grid-choice')) return;
    onActivate(index);
    // The link inside does it itself, also into a new tab; a button does something else.
    if (path && !inside?.closest('a, button')) navigate(path);
  };
  const isOpen = (row.statecode ?? 0) === 0;
  const noScore = {
    active,
    said: isOpen ? props.whyNoScore : t('leads.no_score'),
    onWhy: (beside: HTMLElement) => onWhy(row, beside),
  };
  const choice = (
    // The whole cell takes the click: a box alone is a small target. Keys are the grid's: Space chooses.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="gridcell"
      aria-colindex={1}
      className="ll-grid-cell ll-grid-choice"
      onClick={(event) => {
        onActivate(index);
        onChoose(index, event.shiftKey);
      }}
    >
      <input
        type="checkbox"
        className="ll-check"
        tabIndex={-1}
        aria-label={t('list.choose', { name })}
        checked={chosen}
        readOnly
      />
    </div>
  );
  const shared = {
    id,
    role: 'row',
    'aria-rowindex': index + 2,
    'aria-selected': chosen,
    style: props.place,
    onClick: open,
  } as const;
  const state = `${active ? ' ll-grid-active' : ''}${chosen ? ' ll-grid-chosen' : ''}`;
  const titled = columns.findIndex((column) => table.title.includes(column.name));

  if (narrow) {
    const { score: scoreColumn, grade, trend } = table.score ?? {};
    const health = columns.find((column) => column.name === kpiColumn(table.name, HEALTH.state));
    const rest = columns.filter(
      (column, place) =>
        // Of a relationship a phone has room for its health: figures without their headers say nothing.
        place !== titled && !column.related && ![scoreColumn, grade, trend].includes(column.name),
    );
    const values = rest.map((column) => valueText(table.name, column, row, text)).filter(Boolean);
    const score = scoreColumn ? row[scoreColumn] : undefined;
    const withScore = columns.some((column) => column.name === scoreColumn);
    return (
      <div {...shared} className={`ll-grid-slot ll-grid-narrow${state}`}>
        {choice}
        <div role="gridcell" aria-colindex={2} className="ll-narrow-main">
          <div className="ll-narrow-name">
            <Name path={path}>{name}</Name>
          </div>
          <div className="ll-narrow-topic">{values[0]}</div>
          <div className="ll-narrow-meta">{values.slice(1, 5).join(' · ')}</div>
        </div>
        {withScore && (
          <div role="gridcell" aria-colindex={3} className="ll-narrow-score">
            {typeof score === 'number' ? (
              <>
                <GradeBadge grade={letterOf(row[grade!] as number | null)} score={score} />
                <Trend trend={row[trend!] as number | null} />
              </>
            ) : (
              <NoScore {...noScore} />
            )}
          </div>
        )}
        {health && !withScore && (
          <div role="gridcell" aria-colindex={3} className="ll-narrow-score">
            <Cell table={table} column={health} row={row} noScore={noScore} />
            <Trend trend={(row[kpiColumn(table.name, HEALTH.trend)] as number | null | undefined) ?? null} />
          </div>
        )}
      </div>
    );
  }

  return (
    <div {...shared} className={`ll-grid-slot ll-grid-row${state}`}>
      {choice}
      {columns.map((column, place) => (
        <div
          key={column.name}
          role="gridcell"
          aria-colindex={place + 2}
          className={`ll-grid-cell ll-col-${column.name.replace('/', '-')}`}
        >
          {place === Math.max(0, titled) ? (
            <Name path={path}>{(titled < 0 && valueText(table.name, column, row, text)) || name}</Name>
          ) : (
            <Cell table={table} column={column} row={row} noScore={noScore} />
          )}
        </div>
      ))}
    </div>
  );
});

/** The name, leading to the row's page when it has one. */
function Name({ path, children }: { path: string | undefined; children: string }) {
  return path ? (
    <Link to={path} tabIndex={-1} className="ll-grid-link">
      {children}
    </Link>
  ) : (
    <span className="ll-grid-link">{children}</span>
  );
}

interface SkeletonRowProps {
  index: number;
  place: CSSProperties;
  columns: number;
}

/** A grey bar for a row on its way. */
export function SkeletonRow({ index, place, columns }: SkeletonRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className="ll-grid-slot ll-grid-ghost" style={place}>
      <div role="gridcell" aria-colindex={1} aria-colspan={columns + 1}>
        <span className="ll-grid-ghost-bar" />
      </div>
    </div>
  );
}
