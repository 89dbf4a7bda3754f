// What happened to a record, and adding to it.
//
// Purpose: everything in one place, newest first, by day; notes, calls, tasks, meetings and e-mails are written here.
// Keyboard: N, C, T, M, E open the form of each kind; everything else by Tab. Screen reader: headings for days, one
// article an item. Empty, loading and error each say so; older items come with a button.
import { Button, Input } from '@fluentui/react-components';
import { HistoryRegular, SearchRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { IconButton } from '../../components/IconButton';
import { EmptyState, ErrorState, LoadingBlock } from '../../components/States';
import { showToast } from '../../components/toasts';
import { isTyping } from '../../components/typing';
import { useSettled } from '../../components/useSettled';
import { useHiddenIds } from '../../data/deleteLater';
import type { Reference } from '../../data/records';
import {
  addToTimeline,
  byDay,
  FILTERS,
  itemsOf,
  refreshTimeline,
  useTimeline,
  type FilterName,
  type WrittenKind,
} from '../../data/timeline';
import { useText } from '../../text/i18n';
import { KINDS, startValues } from './activityForms';
import { Composer } from './Composer';
import { KIND_ICONS } from './kindIcons';
import { TimelineEntry } from './TimelineEntry';
import './Timeline.css';

const PAUSE_MS = 300;

interface TimelineProps {
  record: Reference;
  /** Asked for by a key: the timeline may be out of sight on narrow screens. */
  onShow: () => void;
}

export function Timeline({ record, onShow }: TimelineProps) {
  const { t } = useText();
  const queries = useQueryClient();
  const [filters, setFilters] = useState<readonly FilterName[]>([]);
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), PAUSE_MS);
  const [writing, setWriting] = useState<WrittenKind | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      // A key pressed in a dialog belongs to the dialog.
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
      const wanted = KINDS.find(({ key }) => key === event.key.toLowerCase());
      if (!wanted) return;
      event.preventDefault();
      onShow();
      setWriting(wanted.kind);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onShow]);

  const toggle = (name: FilterName) =>
    setFilters((now) => (now.includes(name) ? now.filter((one) => one !== name) : [...now, name]));

  return (
    <section className="ll-card ll-timeline" aria-labelledby="timeline-title">
      <div className="ll-timeline-head">
        <h2 className="ll-card-title" id="timeline-title">
          {t('timeline.title')}
        </h2>
        <div className="ll-timeline-add" role="group" aria-label={t('timeline.add')}>
          {KINDS.map(({ kind, key }) => (
            <IconButton
              key={kind}
              label={t(`timeline.add_${kind}`)}
              tip={`${t(`timeline.add_${kind}`)} (${key.toUpperCase()})`}
              size="small"
              appearance={writing === kind ? 'primary' : 'secondary'}
              icon={KIND_ICONS[kind]}
              aria-keyshortcuts={key}
              onClick={() => setWriting((now) => (now === kind ? null : kind))}
            />
          ))}
        </div>
      </div>
      {writing && (
        <Composer
          key={writing}
          kind={writing}
          start={startValues(writing, new Date())}
          onClose={() => setWriting(null)}
          onSave={async (values) => {
            await addToTimeline(writing, record, values);
            setWriting(null);
            showToast({ text: t(`timeline.added_${writing}`) });
            await refreshTimeline(queries, record.table, record.id);
          }}
        />
      )}
      <div className="ll-timeline-tools">
        <Input
          className="ll-timeline-search"
          type="search"
          size="small"
          contentBefore={<SearchRegular aria-hidden />}
          aria-label={t('timeline.search')}
          placeholder={t('timeline.search')}
          value={typed}
          onChange={(_, data) => setTyped(data.value)}
        />
        <div className="ll-timeline-filters" role="group" aria-label={t('timeline.filter')}>
          {(Object.keys(FILTERS) as FilterName[]).map((name) => (
            <button
              key={name}
              type="button"
              className="ll-chip"
              aria-pressed={filters.includes(name)}
              onClick={() => toggle(name)}
            >
              {KIND_ICONS[name]}
              {t(`timeline.kind_${name}`)}
            </button>
          ))}
        </div>
      </div>
      <Entries record={record} filters={filters} search={search} />
    </section>
  );
}

interface EntriesProps {
  record: Reference;
  filters: readonly FilterName[];
  search: string;
}

function Entries({ record, filters, search }: EntriesProps) {
  const { t, date } = useText();
  const asked = useMemo(() => ({ filters, search }), [filters, search]);
  const timeline = useTimeline(record.table, record.id, asked);
  const hidden = useHiddenIds();
  const items = itemsOf(timeline.data).filter((item) => !hidden.has(item.id));

  if (timeline.isPending) return <LoadingBlock lines={6} />;
  if (timeline.isError && items.length === 0) {
    return <ErrorState compact error={timeline.error} onRetry={() => void timeline.refetch()} />;
  }
  if (items.length === 0) {
    const narrowed = filters.length > 0 || search !== '';
    return (
      <EmptyState
        icon={<HistoryRegular />}
        title={t(narrowed ? 'timeline.none_match' : 'timeline.none')}
        text={t(narrowed ? 'timeline.none_match_text' : 'timeline.none_text')}
      />
    );
  }
  return (
    <div className={timeline.isPlaceholderData ? 'll-timeline-list ll-timeline-old' : 'll-timeline-list'}>
      {byDay(items).map(({ day, items: ofDay }) => (
        <div key={day.getTime()} className="ll-timeline-day">
          <h3>{dayName(day, new Date(), t, date)}</h3>
          {ofDay.map((item) => (
            <TimelineEntry key={`${item.kind} ${item.id} ${item.at}`} item={item} record={record} />
          ))}
        </div>
      ))}
      {timeline.hasNextPage && (
        <Button disabledFocusable={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {timeline.isFetchingNextPage ? t('state.loading') : t('timeline.older')}
        </Button>
      )}
      {timeline.isFetchNextPageError && (
        <ErrorState compact error={timeline.error} onRetry={() => void timeline.fetchNextPage()} />
      )}
    </div>
  );
}

const DAY_MS = 86_400_000;

function dayName(day: Date, now: Date, t: (id: string) => string, date: (day: Date) => string): string {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const away = Math.round((today.getTime() - day.getTime()) / DAY_MS);
  if (away === 0) return t('timeline.today');
  if (away === 1) return t('timeline.yesterday');
  if (away === -1) return t('timeline.tomorrow');
  return date(day);
}
