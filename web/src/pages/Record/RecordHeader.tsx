// What the record is, its key facts, what can be done with it, and the buttons of the form.
import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import {
  ArrowLeftRegular,
  ArrowUndoRegular,
  ChevronDownRegular,
  ChevronUpRegular,
  SaveRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Initials } from '../../components/Initials';
import { errorText } from '../../components/States';
import { ApiError } from '../../data/http';
import { useNeighbours } from '../../data/lists/neighbours';
import {
  idOf,
  isRecordTable,
  isReference,
  recordPath,
  valueIn,
  type RecordTable,
  type Row,
} from '../../data/records';
import { field, fieldLabel, tableLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { tablesWord } from '../../text/tableWords';
import { valueText } from './fieldValues';
import { FORMS, isClosed } from './forms';
import { listPath } from './listPath';
import type { RecordDraft } from './useRecordDraft';
import './RecordHeader.css';

interface RecordHeaderProps {
  table: RecordTable;
  row: Row;
  name: string;
  draft: RecordDraft;
  currency: string | undefined;
  /** Stands under the name. */
  score?: ReactNode;
  /** The bar of actions. */
  children: ReactNode;
}

export function RecordHeader({ table, row, name, draft, currency, score, children }: RecordHeaderProps) {
  const text = useText();
  const { t, language } = text;
  const { before, after } = useNeighbours(table, idOf(table, row));
  const closed = isClosed(table, row.statecode);
  const idle = !draft.dirty && !draft.canUndo && !draft.saving;
  const { facts, closedFacts, subtitle } = FORMS[table];
  const shown = [...(closed ? closedFacts : []), ...facts];
  const textOf = (column: string) => {
    const known = field(table, column);
    return known
      ? valueText(table, { name: column, type: known.type }, valueIn(row, column, table), text, currency)
      : '';
  };
  const under = subtitle.map(textOf).filter((one) => one !== '' && one !== name);

  return (
    <div className="ll-record-head">
      <nav className="ll-record-ways" aria-label={t('record.ways')}>
        <Link to={listPath(table)} className="ll-record-back">
          <ArrowLeftRegular aria-hidden /> {t('record.back', { tables: tablesWord(table, text) })}
        </Link>
        <Neighbour to={before} label={t('record.before')} icon={<ChevronUpRegular />} />
        <Neighbour to={after} label={t('record.after')} icon={<ChevronDownRegular />} />
      </nav>
      <div className="ll-record-top">
        <Initials name={name} size={48} />
        <div className="ll-record-who">
          <h1 className="ll-page-title">{name}</h1>
          <p className="ll-record-sub">
            {table !== 'lead' && <span className="ll-record-kind">{tableLabel(table, language)}</span>}
            {under.slice(0, 2).join(' · ')}
          </p>
          {score}
        </div>
        <dl className="ll-record-facts">
          {shown.map((column) => {
            const value = valueIn(row, column, table);
            const fact = textOf(column);
            // An empty fact of the close says nothing.
            if (!fact && closedFacts.includes(column)) return null;
            return (
              <div key={column}>
                <dt>{fieldLabel(table, column, language)}</dt>
                <dd>
                  {isReference(value) && isRecordTable(value.table) ? (
                    <Link to={recordPath(value.table, value.id)}>{fact}</Link>
                  ) : (
                    fact || '–'
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
        <div className={idle ? 'll-record-buttons ll-record-idle' : 'll-record-buttons'}>
          {draft.canUndo && (
            <Button
              icon={<ArrowUndoRegular />}
              disabledFocusable={draft.saving}
              onClick={() => void draft.undo()}
            >
              {t('lead.undo')}
            </Button>
          )}
          {draft.dirty && (
            <Button appearance="subtle" onClick={draft.discard}>
              {t('lead.discard')}
            </Button>
          )}
          {!closed && (
            <Button
              appearance="primary"
              icon={<SaveRegular />}
              disabledFocusable={!draft.dirty || draft.invalid.size > 0 || draft.saving}
              onClick={() => void draft.save()}
            >
              {draft.saving ? t('lead.saving') : t('lead.save')}
            </Button>
          )}
        </div>
      </div>
      {children}
      <p className="ll-hidden" role="status">
        {draft.saves > 0 && !draft.dirty ? t(table === 'lead' ? 'lead.saved' : 'record.saved') : ''}
      </p>
      {draft.error && (
        <MessageBar intent="error" layout="multiline" role="alert" className="ll-record-error">
          <MessageBarBody>
            <MessageBarTitle>{t('lead.not_saved')}</MessageBarTitle>
            {errorText(draft.error, text)}{' '}
            {draft.error instanceof ApiError && draft.error.status !== 0 && (
              <span>
                {draft.error.message} {draft.error.hint}
              </span>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

/** A record beside this one in its list; nothing where the list ends. */
function Neighbour({ to, label, icon }: { to: string | null; label: string; icon: ReactNode }) {
  return (
    to && (
      <Link to={to} replace className="ll-record-step" aria-label={label} data-tip={label}>
        {icon}
      </Link>
    )
  );
}
