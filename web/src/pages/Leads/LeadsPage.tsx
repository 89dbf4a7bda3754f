// My open leads scored: the list a seller works from.
import { Button, Tooltip } from '@fluentui/react-components';
import { ArrowClockwiseRegular, BrainCircuitRegular, PeopleListRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Segments } from '../../components/Segments';
import { EmptyState, ErrorState } from '../../components/States';
import { useLeadList } from '../../data/leads';
import { useScoringStatus } from '../../data/scores';
import { mayReadModels, useUser } from '../../data/session';
import { usePageTitle } from '../../text/usePageTitle';
import { useText } from '../../text/i18n';
import { LeadFilters } from './LeadFilters';
import { LeadGrid } from './LeadGrid';
import { DEFAULT_STATE, fromParams, isFiltered, toParams, type ListState } from './listState';
import './LeadsPage.css';

export function LeadsPage() {
  const { t, number } = useText();
  const user = useUser();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  // Administrators and managers look after the leads of others, they seldom own any.
  const home = mayReadModels(user) ? 'all' : 'mine';
  const state = useMemo(() => fromParams(params, home), [params, home]);
  const list = useLeadList(state, user.id);
  const status = useScoringStatus();

  const title = t(state.view === 'mine' ? 'leads.title_mine' : 'leads.title_all');
  usePageTitle(title);

  const change = useCallback(
    (next: ListState) => setParams(toParams(next, home), { replace: true }),
    [setParams, home],
  );
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const total = list.data?.pages[0]?.total;
  const noModel = status.data !== undefined && !status.data.model?.published_on;
  const whyNoScore = noModel ? t('leads.no_model') : t('leads.not_scored_yet');

  return (
    <div className="ll-leads">
      <div className="ll-leads-head">
        <div className="ll-leads-titles">
          <h1 className="ll-page-title">{title}</h1>
          <span className="ll-leads-total" aria-live="polite">
            {total === undefined ? ' ' : t('leads.total', { count: total, shown: number(total) })}
          </span>
        </div>
        <Segments
          label={t('leads.view')}
          value={state.view}
          options={[
            { value: 'mine', text: t('leads.mine') },
            { value: 'all', text: t('leads.all') },
          ]}
          onChange={(view) => change({ ...state, view })}
        />
        <Tooltip content={t('action.refresh')} relationship="label">
          <Button
            appearance="subtle"
            icon={<ArrowClockwiseRegular />}
            onClick={() => void queries.resetQueries({ queryKey: ['leads', state] })}
          />
        </Tooltip>
      </div>
      <LeadFilters state={state} onChange={change} />
      {noModel && (
        <div className="ll-leads-note" role="status">
          <BrainCircuitRegular aria-hidden />
          <span>{t('leads.no_model_note')}</span>
          {mayReadModels(user) && (
            <Button size="small" onClick={() => navigate('/models/lead')}>
              {t('leads.to_model')}
            </Button>
          )}
        </div>
      )}
      <div className="ll-leads-grid">
        {list.isError && items.length === 0 ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : !list.isPending && items.length === 0 ? (
          <NoLeads state={state} onChange={change} />
        ) : (
          <LeadGrid
            key={params.toString()}
            scrollKey={params.toString()}
            items={items}
            total={total}
            loading={list.isPending}
            loadingMore={list.isFetchingNextPage}
            moreError={list.isFetchNextPageError ? list.error : null}
            hasMore={list.hasNextPage}
            onMore={() => void list.fetchNextPage()}
            state={state}
            onChange={change}
            whyNoScore={whyNoScore}
          />
        )}
      </div>
    </div>
  );
}

interface NoLeadsProps {
  state: ListState;
  onChange: (state: ListState) => void;
}

function NoLeads({ state, onChange }: NoLeadsProps) {
  const { t } = useText();
  if (isFiltered(state)) {
    return (
      <EmptyState
        icon={<PeopleListRegular />}
        title={t('leads.none_match')}
        text={t('leads.none_match_text')}
      >
        <Button
          onClick={() =>
            onChange({ ...DEFAULT_STATE, view: state.view, sort: state.sort, descending: state.descending })
          }
        >
          {t('leads.clear_filters')}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<PeopleListRegular />}
      title={t(state.view === 'mine' ? 'leads.none_mine' : 'leads.none')}
      text={t(state.view === 'mine' ? 'leads.none_mine_text' : 'leads.none_text')}
    >
      {state.view === 'mine' && (
        <Button onClick={() => onChange({ ...state, view: 'all' })}>{t('leads.show_all')}</Button>
      )}
    </EmptyState>
  );
}
