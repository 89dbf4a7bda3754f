// The rows.
//
// Purpose: a hundred thousand leads, of which only those in sight are in the page; more are fetched when the end comes near.
// Keyboard: the list is one stop; arrows, Page Up/Down, Home and End move, Enter opens; headers are buttons that sort.
// Screen reader: a grid with its true number of rows; the active row is announced through aria-activedescendant.
import { Button } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { Spinner } from '../../components/Spinner';
import { errorText } from '../../components/States';
import { useMediaQuery } from '../../components/useMediaQuery';
import type { LeadItem } from '../../data/leads';
import { useText } from '../../text/i18n';
import { LeadGridHeader } from './LeadGridHeader';
import { LeadGridRow, SkeletonRow } from './LeadGridRow';
import type { ListState } from './listState';
import './LeadGrid.css';

interface LeadGridProps {
  items: LeadItem[];
  /** Rows on the server; undefined while unknown. */
  total: number | undefined;
  loading: boolean;
  loadingMore: boolean;
  moreError: Error | null;
  hasMore: boolean;
  onMore: () => void;
  state: ListState;
  onChange: (state: ListState) => void;
  /** What to say in place of a missing score. */
  whyNoScore: string;
  /** Where the scroll position is remembered under. */
  scrollKey: string;
}

const FETCH_AHEAD = 40;
const HEADER_HEIGHT = 42;
/** Where each list was left, so that Back returns to the same rows. */
const positions = new Map<string, { offset: number; active: number }>();

export function LeadGrid(props: LeadGridProps) {
  const {
    items,
    total,
    loading,
    loadingMore,
    moreError,
    hasMore,
    onMore,
    state,
    onChange,
    whyNoScore,
    scrollKey,
  } = props;
  const text = useText();
  const navigate = useNavigate();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 760px)');
  const rowHeight = narrow ? 84 : 44;
  const [remembered] = useState(() => positions.get(scrollKey));
  const [active, setActive] = useState(remembered?.active ?? 0);

  const rows = loading ? 20 : items.length + (hasMore ? 1 : 0);
  const virtual = useVirtualizer({
    count: rows,
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
    if (hasMore && !loadingMore && !moreError && !loading && last >= items.length - FETCH_AHEAD) onMore();
  }, [hasMore, loadingMore, moreError, loading, last, items.length, onMore]);

  useEffect(
    () => () => {
      positions.set(scrollKey, { offset: virtual.scrollOffset ?? 0, active });
    },
    [scrollKey, active, virtual],
  );

  const move = (to: number) => {
    const next = Math.max(0, Math.min(items.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || items.length === 0) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: items.length - 1,
    };
    const target = steps[event.key];
    if (target !== undefined) {
      event.preventDefault();
      move(target);
    } else if (event.key === 'Enter' && items[active]) {
      navigate(`/leads/${items[active].id}`);
    }
  };

  const isActiveVisible = visible.some((row) => row.index === active);
  return (
    <div
      ref={scroller}
      className="ll-grid"
      role="grid"
      tabIndex={0}
      aria-label={text.t('leads.list')}
      aria-rowcount={(total ?? items.length) + 1}
      aria-colcount={8}
      aria-busy={loading || loadingMore}
      aria-activedescendant={
        !loading && isActiveVisible && items.length > 0 ? `${gridId}-${active}` : undefined
      }
      onKeyDown={onKeyDown}
    >
      <LeadGridHeader state={state} onChange={onChange} />
      <div className="ll-grid-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {visible.map((row) => {
          const item = items[row.index];
          const place = { height: rowHeight, transform: `translateY(${row.start - HEADER_HEIGHT}px)` };
          if (loading || !item) {
            return <SkeletonRow key={row.key} place={place} index={row.index} />;
          }
          return (
            <LeadGridRow
              key={row.key}
              id={`${gridId}-${row.index}`}
              item={item}
              index={row.index}
              active={row.index === active}
              place={place}
              narrow={narrow}
              whyNoScore={whyNoScore}
              onActivate={setActive}
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
