// One record of any table: its form, beside it what happened, how it is scored, and what belongs to it.
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ArrowLeftRegular, DocumentSearchRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { later } from '../../components/later';
import { setCurrentRecord } from '../../components/QuickCreate/quickCreate';
import { NotFound } from '../../components/RouteError';
import { ScoreWidget } from '../../components/ScoreWidget';
import { Segments } from '../../components/Segments';
import { EmptyState, ErrorState, LoadingBlock } from '../../components/States';
import { useCustomColumns } from '../../data/columns';
import { useFollowedRelationship } from '../../data/followRelationship';
import { ApiError } from '../../data/http';
import {
  idOf,
  isRecordTable,
  isReference,
  nameOf,
  refreshRecord,
  useCurrencies,
  useRecord,
  type RecordTable,
  type Reference,
  type Row,
} from '../../data/records';
import { isSubjectTable } from '../../data/known';
import { hasRelationship } from '../../data/relationship';
import { isScored } from '../../data/scores';
import { mayAnswerRequests, useUser } from '../../data/session';
import { useWhatIsKnown } from '../../components/useWhatIsKnown';
import { useText } from '../../text/i18n';
import { tablesWord, tableWord } from '../../text/tableWords';
import { usePageTitle } from '../../text/usePageTitle';
import { actionsFor, type Action } from './actions';
import { CommandBar } from './CommandBar';
import { ConflictDialog } from './ConflictDialog';
import { formSections, isClosed } from './forms';
import { LeaveGuard } from './LeaveGuard';
import { listPath } from './listPath';
import { PeopleCard } from './PeopleCard';
import { RecordForm } from './RecordForm';
import { RecordHeader } from './RecordHeader';
import { RecordTabs } from './RecordTabs';
import { RelatedLists } from './RelatedLists';
import { ScoreLine } from './ScoreLine';
import { StageBar } from './StageBar';
import { Timeline } from './Timeline';
import { useReopen } from './useReopen';
import { useRecordDraft } from './useRecordDraft';
import { useRecordTab } from './useRecordTab';
import { useSaveKeys } from './useSaveKeys';
import './RecordPage.css';

const RelationshipTab = later(async () => (await import('./Relationship/RelationshipTab')).RelationshipTab);
const ActionDialog = later(async () => (await import('./dialogs/ActionDialog')).ActionDialog);

/** `/records/:table/:id` */
export function RecordPage() {
  const { table = '', id = '' } = useParams();
  return isRecordTable(table) ? <OneRecord key={`${table} ${id}`} table={table} id={id} /> : <NotFound />;
}

/** `/leads/:id`, the address that leads have always had. */
export function LeadPage() {
  const { id = '' } = useParams();
  return <OneRecord key={id} table="lead" id={id} />;
}

function OneRecord({ table, id }: { table: RecordTable; id: string }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const record = useRecord(table, id);

  if (record.data) return <LoadedRecord table={table} row={record.data} />;
  if (record.error instanceof ApiError && [400, 404].includes(record.error.status)) {
    return (
      <EmptyState
        icon={<DocumentSearchRegular />}
        title={t('record.not_found', { table: tableWord(table, text) })}
        text={t('lead.not_found_text')}
      >
        <Button icon={<ArrowLeftRegular />} onClick={() => navigate(listPath(table))}>
          {t('record.back', { tables: tablesWord(table, text) })}
        </Button>
      </EmptyState>
    );
  }
  if (record.error) return <ErrorState error={record.error} onRetry={() => void record.refetch()} />;
  return (
    <div className="ll-page">
      <div className="ll-card">
        <LoadingBlock lines={8} />
      </div>
    </div>
  );
}

/** The parts of the page that take turns on narrow screens. */
type Pane = 'form' | 'timeline' | 'side';

function LoadedRecord({ table, row }: { table: RecordTable; row: Row }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const draft = useRecordDraft(table, row);
  const custom = useCustomColumns(table);
  const sections = useMemo(() => formSections(table, custom), [table, custom]);
  const currencies = useCurrencies();
  const reopen = useReopen();
  const user = useUser();
  const known = useWhatIsKnown();
  const [dialog, setDialog] = useState<Action | null>(null);
  const [pane, setPane] = useState<Pane>('form');
  const [tab, setTab] = useRecordTab(table);
  const showTimeline = useCallback(() => {
    setTab('record');
    setPane('timeline');
  }, [setTab]);

  const name = nameOf(table, row) || t('lead.no_name');
  const id = idOf(table, row);
  const self = useMemo<Reference>(() => ({ table, id, name }), [table, id, name]);
  usePageTitle(name);
  useSaveKeys(draft.save);
  useFollowedRelationship(table, id);
  useEffect(() => {
    setCurrentRecord(self);
    return () => setCurrentRecord(null);
  }, [self]);

  const chosen = draft.valueOf('transactioncurrencyid');
  const currency = isReference(chosen) ? currencies?.get(chosen.id)?.code : undefined;
  const closed = isClosed(table, row.statecode);

  const act = async (action: Action) => {
    if (action === 'known') {
      if (isSubjectTable(table)) await known.save({ table, id, name });
      return;
    }
    // What is typed belongs to the record that is qualified or closed.
    if (action !== 'delete' && !(await draft.save())) return;
    if (action === 'reopen') await reopen(self);
    else setDialog(action);
  };

  return (
    <div className="ll-page">
      <RecordHeader
        table={table}
        row={row}
        name={name}
        draft={draft}
        currency={currency}
        score={
          isScored(table) && (
            <ScoreLine
              table={table}
              row={row}
              onShow={() => {
                setTab('record');
                setPane('side');
              }}
            />
          )
        }
      >
        <CommandBar
          actions={actionsFor(table, row.statecode, mayAnswerRequests(user))}
          busy={draft.saving || known.busy}
          onAction={(action) => void act(action)}
        />
      </RecordHeader>
      <StageBar table={table} id={id} row={row} draft={draft} custom={custom} currency={currency} />
      {closed && (
        <MessageBar intent="info" className="ll-record-closed">
          <MessageBarBody>{t('record.closed')}</MessageBarBody>
        </MessageBar>
      )}
      {hasRelationship(table) && <RecordTabs tab={tab} onTab={setTab} />}
      {tab === 'relationship' && hasRelationship(table) && (
        <Suspense fallback={<LoadingBlock lines={8} />}>
          <RelationshipTab table={table} id={id} row={row} onTimeline={showTimeline} />
        </Suspense>
      )}
      <div className="ll-record-panes" hidden={tab !== 'record'}>
        <Segments
          label={t('record.panes')}
          value={pane}
          options={[
            { value: 'form', text: t('record.pane_form') },
            { value: 'timeline', text: t('timeline.title') },
            { value: 'side', text: t('record.pane_side') },
          ]}
          onChange={setPane}
        />
      </div>
      {/* What is being written there stays while the other tab is looked at. */}
      <div className="ll-record" data-pane={pane} hidden={tab !== 'record'}>
        <div className="ll-record-form">
          <RecordForm table={table} row={row} sections={sections} draft={draft} currency={currency} />
        </div>
        <div className="ll-record-timeline">
          <Timeline record={self} onShow={showTimeline} />
        </div>
        <aside className="ll-record-side" aria-label={t('record.pane_side')}>
          {isScored(table) && (
            <ScoreWidget table={table} id={id} row={row} delta={draft.delta} saves={draft.saves} />
          )}
          {(table === 'lead' || table === 'opportunity') && <PeopleCard deal={self} />}
          <RelatedLists record={self} row={row} />
        </aside>
      </div>
      <ConflictDialog table={table} draft={draft} sections={sections} />
      <LeaveGuard dirty={draft.dirty} />
      {dialog && (
        <Suspense fallback={null}>
          <ActionDialog
            action={dialog}
            record={self}
            row={row}
            currency={currency}
            onClose={() => setDialog(null)}
            onDone={() => void refreshRecord(queries, table, id)}
            onGone={() => navigate(listPath(table), { replace: true })}
          />
        </Suspense>
      )}
    </div>
  );
}
