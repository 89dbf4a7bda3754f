// The rows.
//
// Purpose: a hundred thousand rows, of which only those in sight are in the page; more are fetched when the end comes near.
// Keyboard: the list is one stop; arrows, Page Up/Down, Home and End move, Enter opens, Space chooses, Shift with an arrow
// chooses on the way, Ctrl+A chooses all that are loaded, Esc lets go; headers are buttons that sort. Where the active row
// has no score, Tab leads to the reason.
// Screen reader: a grid with its true number of rows; the active row is announced through aria-activedescendant.
import { Button } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';
import { useNavigate } from 'react-router';
import { Spinner } from '../../components/Spinner';
import { errorText } from '../../components/States';
import { useMediaQuery } from '../../components/useMediaQuery';
import { idOf, type Row } from '../../data/lists/rows';
import type { Definition } from '../../data/lists/builtIn';
import { rowPath, type ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';
import { ListGridHeader } from './ListGridHeader';
import { ListGridRow, SkeletonRow } from './ListGridRow';
import { rangeOf, toggled } from './choice';
import type { Column } from './useColumns';
import { minimumWidth, templateOf } from './widths';
import './ListGrid.css';

interface ListGridProps {
  table: ListTable;
  label: string;
  columns: readonly Column[];
  rows: Row[];
  /** Rows on the server; undefined while unknown. */
  total: number | undefined;
  loading: boolean;
  loadingMore: boolean;
  moreError: Error | null;
  hasMore: boolean;
  onMore: () => void;
  shown: Definition;
  onSort: (column: Column) => void;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
  /** What to say in place of a missing score. */
  whyNoScore: string;
  onWhy: (row: Row, beside: HTMLElement) => void;
  /** Where the scroll position is remembered under. */
  scrollKey: string;
}

const FETCH_AHEAD = 40;
const HEADER_HEIGHT = 42;
/** Where each list was left, so that Back returns to the same rows. */
const positions = new Map<string, { offset: number; active: number }>();

export function ListGrid(props: ListGridProps) {
  const { table, columns, rows, total, loading, loadingMore, moreError, hasMore, onMore } = props;
  const { shown, onSort, chosen, onChoose, whyNoScore, onWhy, scrollKey } = props;
  const text = useText();
  const navigate = useNavigate();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 760px)');
  const rowHeight = narrow ? 84 : 44;
  const [remembered] = useState(() => positions.get(scrollKey));
  const [active, setActive] = useState(remembered?.active ?? 0);
  /** Where a range begins. */
  const anchor = useRef(remembered?.active ?? 0);

  const count = loading ? 20 : rows.length + (hasMore ? 1 : 0);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: remembered?.offset ?? 0,
    // The headers stick to the top of the same scrolling area.
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);

  const visible = virtual.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !loadingMore && !moreError && !loading && last >= rows.length - FETCH_AHEAD) onMore();
  }, [hasMore, loadingMore, moreError, loading, last, rows.length, onMore]);

  useEffect(
    () => () => {
      positions.set(scrollKey, { offset: virtual.scrollOffset ?? 0, active });
    },
    [scrollKey, active, virtual],
  );

  const ids = useMemo(() => rows.map((row) => idOf(table, row)), [rows, table]);
  const latest = useRef({ ids, chosen });
  latest.current = { ids, chosen };
  const choose = useCallback(
    (index: number, range: boolean) => {
      const now = latest.current;
      if (range) onChoose(new Set([...now.chosen, ...rangeOf(now.ids, anchor.current, index)]));
      else {
        anchor.current = index;
        const id = now.ids[index];
        if (id !== undefined) onChoose(toggled(now.chosen, id));
      }
    },
    [onChoose],
  );
  const move = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
    return next;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || rows.length === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) {
      event.preventDefault();
      if (event.shiftKey && chosen.size === 0) anchor.current = active;
      const to = move(target);
      if (event.shiftKey) choose(to, true);
    } else if (event.key === ' ') {
      event.preventDefault();
      choose(active, event.shiftKey);
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onChoose(new Set(ids));
    } else if (event.key === 'Escape' && chosen.size > 0) {
      onChoose(new Set());
    } else if (event.key === 'Enter' && rows[active]) {
      const path = rowPath(table, rows[active]);
      if (path) navigate(path);
    }
  };

  const isActiveVisible = visible.some((row) => row.index === active);
  const all = rows.length > 0 && chosen.size >= rows.length && ids.every((id) => chosen.has(id));
  return (
    <div
      ref={scroller}
      className="ll-grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={(total ?? rows.length) + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={loading || loadingMore}
      aria-activedescendant={
        !loading && isActiveVisible && rows.length > 0 ? `${gridId}-${active}` : undefined
      }
      onKeyDown={onKeyDown}
      style={
        {
          '--ll-grid-template': templateOf(table, columns),
          '--ll-grid-width': `${minimumWidth(table, columns)}px`,
        } as CSSProperties
      }
    >
      <ListGridHeader
        columns={columns}
        shown={shown}
        onSort={onSort}
        chosen={all ? 'all' : chosen.size > 0 ? 'some' : 'none'}
        onChooseAll={(wanted) => onChoose(new Set(wanted ? ids : []))}
      />
      <div className="ll-grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {visible.map((slot) => {
          const row = rows[slot.index];
          const place = { height: rowHeight, transform: `translateY(${slot.start - HEADER_HEIGHT}px)` };
          if (loading || !row) {
            return <SkeletonRow key={slot.key} place={place} index={slot.index} columns={columns.length} />;
          }
          return (
            <ListGridRow
              key={slot.key}
              id={`${gridId}-${slot.index}`}
              table={table}
              columns={columns}
              row={row}
              index={slot.index}
              active={slot.index === active}
              chosen={chosen.has(ids[slot.index]!)}
              place={place}
              narrow={narrow}
              whyNoScore={whyNoScore}
              onWhy={onWhy}
              onActivate={setActive}
              onChoose={choose}
            />
          );
        })}
      </div>
      {loadingMore && (
        <div className="ll-grid-more">
          <Spinner label={text.t('state.loading')} />
        </div>
      )}
      {moreError && (
        <div className="ll-grid-more" role="alert">
          {errorText(moreError, text)}
          <Button size="small" onClick={onMore}>
            {text.t('action.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
