// The list of a table: a view of it, what was changed since, and what can be done with many rows at once.
import { Button } from '@fluentui/react-components';
import { BrainCircuitRegular } from '@fluentui/react-icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { later } from '../../components/later';
import { NotFound } from '../../components/RouteError';
import { ErrorState } from '../../components/States';
import type { BulkWish } from '../../data/lists/bulk';
import { useNews } from '../../data/lists/live';
import { idOf, LIST_KEY, useRows, type Row } from '../../data/lists/rows';
import { sortedBy, toParams, type ListState } from '../../data/lists/state';
import { listTable, pluralInside, type ListTable } from '../../data/lists/tables';
import { hasPublished, isScored, scoringStatusQuery } from '../../data/scores';
import { mayReadModels, useUser } from '../../data/session';
import { usePageTitle } from '../../text/usePageTitle';
import { useText } from '../../text/i18n';
import { ChosenBar } from './ChosenBar';
import { isNumeric } from './Cell';
import { ListGrid } from './ListGrid';
import { ListTools } from './ListTools';
import { NewsHint } from './NewsHint';
import { NoRows } from './NoRows';
import { useAsked } from './useAsked';
import type { Column } from './useColumns';
import { viewName, ViewMenu } from './ViewMenu';
import './ListPage.css';

// The rows come first; what narrows them follows at once.
export const loadListFilters = () => import('./ListFilters');
const ListFilters = lazy(async () => ({ default: (await loadListFilters()).ListFilters }));
const FilterDrawer = later(async () => (await import('./FilterDrawer')).FilterDrawer);
const ColumnsDrawer = later(async () => (await import('./ColumnsDrawer')).ColumnsDrawer);
const BulkDialog = later(async () => (await import('./BulkDialog')).BulkDialog);
const ExportDialog = later(async () => (await import('./ExportDialog')).ExportDialog);
const NoScorePopover = later(async () => (await import('./NoScorePopover')).NoScorePopover);
const HealthPipeline = later(async () => (await import('./HealthPipeline')).HealthPipeline);
const Pipeline = later(async () => (await import('./Pipeline')).Pipeline);
const GroupChart = later(async () => (await import('./GroupChart')).GroupChart);

const NONE: ReadonlySet<string> = new Set();
type Panel = 'filter' | 'columns' | 'export' | BulkWish['kind'] | null;

/** The leads: the list that a seller works from. */
export function LeadsPage() {
  return <List table={listTable('lead')!} />;
}

/** The list of the table that the address names. */
export function AnyListPage() {
  const { table: name } = useParams();
  const table = listTable(name ?? '');
  return table ? <List key={table.name} table={table} /> : <NotFound />;
}

function List({ table }: { table: ListTable }) {
  const text = useText();
  const { t, number, language } = text;
  const user = useUser();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { params, home, views, saved, view, state, shown, known, columns, team, options } = useAsked(table);
  const [, setParams] = useSearchParams();
  const list = useRows(
    table,
    columns.map((one) => one.name),
    options,
  );
  const scored =
    isScored(table.name) && columns.some((one) => one.name === table.score?.score) ? table.name : undefined;
  const status = useQuery({ ...scoringStatusQuery(scored ?? 'lead'), enabled: scored !== undefined });
  const { news, forget } = useNews(table);

  const [chosen, setChosen] = useState(NONE);
  const [panel, setPanel] = useState<Panel>(null);
  const [why, setWhy] = useState<{ id: string; beside: HTMLElement } | null>(null);
  const onWhy = useCallback(
    (row: Row, beside: HTMLElement) => setWhy({ id: idOf(table, row), beside }),
    [table],
  );

  const plural = pluralInside(table, language);
  const title = viewName(state.view, saved, table, text);
  usePageTitle(title);

  const change = useCallback(
    (next: ListState) => {
      setChosen(NONE);
      setParams(toParams(next, home), { replace: true });
    },
    [setParams, home],
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total;
  const noModel = scored && status.data !== undefined && !hasPublished(status.data);
  const whyNoScore = noModel ? t('leads.no_model') : t('leads.not_scored_yet');
  const refresh = () => {
    forget();
    setChosen(NONE);
    void queries.resetQueries({ queryKey: [LIST_KEY, table.name] });
    void queries.invalidateQueries({ queryKey: ['groups', table.name] });
  };
  const sort = (column: Column) => {
    const high = isNumeric(column) || ['DateTime', 'DateOnly'].includes(column.type);
    change({ ...state, order: sortedBy(shown, column.name, high) });
  };
  const close = () => setPanel(null);

  return (
    <div className="ll-leads">
      <div className="ll-leads-head">
        <div className="ll-leads-titles">
          <h1 className="ll-page-title">{title}</h1>
          <ViewMenu table={table} views={views} saved={saved} view={view} state={state} onChange={change} />
          <span className="ll-leads-total" aria-live="polite">
            {total === undefined ? ' ' : t('list.total', { count: total, shown: number(total) })}
          </span>
        </div>
        <NewsHint news={news} rows={rows} table={table} onShow={refresh} />
        <ListTools table={table} state={state} onChange={change} onPanel={setPanel} onRefresh={refresh} />
      </div>
      {chosen.size > 0 ? (
        <ChosenBar table={table} chosen={chosen} onDo={setPanel} onClear={() => setChosen(NONE)} />
      ) : (
        <Suspense fallback={<div className="ll-filters-wait" />}>
          <ListFilters table={table} state={state} onChange={change} />
        </Suspense>
      )}
      {noModel && (
        <div className="ll-leads-note" role="status">
          <BrainCircuitRegular aria-hidden />
          <span>{t('list.no_model_note', { plural })}</span>
          {mayReadModels(user) && (
            <Button size="small" onClick={() => navigate(`/models/${table.name}`)}>
              {t('leads.to_model')}
            </Button>
          )}
        </div>
      )}
      {state.chart && (
        <Suspense fallback={null}>
          <GroupChart
            table={table}
            columns={known}
            name={state.chart}
            options={options}
            onName={(chart) => change({ ...state, chart })}
            onFilter={(filter) => change({ ...state, filter })}
            filter={shown.filter}
          />
        </Suspense>
      )}
      <div className="ll-leads-grid">
        {(list.isError && rows.length === 0) || team.isError ? (
          <ErrorState
            error={list.error ?? team.error}
            onRetry={() => void (team.isError ? team.refetch() : list.refetch())}
          />
        ) : list.data && rows.length === 0 ? (
          <NoRows table={table} state={state} quick={shown.quick} plural={plural} onChange={change} />
        ) : table.pipeline && state.layout === 'pipeline' ? (
          <Suspense fallback={null}>
            <Pipeline table={table} options={options} />
          </Suspense>
        ) : table.pipeline && table.related && state.layout === 'relationship' ? (
          <Suspense fallback={null}>
            <HealthPipeline table={table} options={options} />
          </Suspense>
        ) : (
          <ListGrid
            key={params.toString()}
            scrollKey={`${table.name}?${params.toString()}`}
            table={table}
            label={title}
            columns={columns}
            rows={rows}
            total={total}
            loading={list.isPending}
            loadingMore={list.isFetchingNextPage}
            moreError={list.isFetchNextPageError ? list.error : null}
            hasMore={list.hasNextPage}
            onMore={() => void list.fetchNextPage()}
            shown={shown}
            onSort={sort}
            chosen={chosen}
            onChoose={setChosen}
            whyNoScore={whyNoScore}
            onWhy={onWhy}
          />
        )}
      </div>
      <Suspense fallback={null}>
        {why && isScored(table.name) && (
          <NoScorePopover key={why.id} table={table.name} {...why} onClose={() => setWhy(null)} />
        )}
        {panel === 'filter' && (
          <FilterDrawer
            columns={known}
            filter={shown.filter}
            table={table}
            own={state.filter !== undefined}
            onFilter={(filter) => change({ ...state, filter })}
            onClose={close}
          />
        )}
        {panel === 'columns' && (
          <ColumnsDrawer
            columns={known}
            chosen={shown.columns}
            standard={view.columns}
            onChoose={(names) => change({ ...state, columns: names })}
            onClose={close}
          />
        )}
        {panel === 'export' && (
          <ExportDialog
            table={table}
            columns={columns.map((one) => one.name)}
            options={options}
            total={total}
            onClose={close}
          />
        )}
        {(panel === 'assign' || panel === 'close' || panel === 'delete') && (
          <BulkDialog
            table={table}
            kind={panel}
            ids={[...chosen]}
            rows={rows}
            onClose={(done) => {
              close();
              if (done) setChosen(NONE);
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
