// One thing that happened: what, when, by whom; with its buttons when people wrote it.
import { Button } from '@fluentui/react-components';
import {
  CheckmarkRegular,
  DataBarVerticalRegular,
  DeleteRegular,
  EditRegular,
  FlagRegular,
  LockClosedRegular,
  MailProhibitedRegular,
  MoreHorizontalRegular,
  SparkleRegular,
} from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { IconButton } from '../../components/IconButton';
import { MenuButton } from '../../components/MenuButton/MenuButton';
import { errorText } from '../../components/States';
import { showToast } from '../../components/toasts';
import { useKeptFocus } from '../../components/useKeptFocus';
import { useCustomColumns } from '../../data/columns';
import { deleteLater } from '../../data/deleteLater';
import {
  fetchRecord,
  isRecordTable,
  recordPath,
  useRecordName,
  type Reference,
  type Row,
} from '../../data/records';
import { field, fieldLabel, optionLabel } from '../../data/schema';
import { letterOf } from '../../data/scores';
import {
  changeItem,
  completeActivity,
  dueOn,
  isWritten,
  refreshTimeline,
  reopenActivity,
  senderOf,
  trackActivity,
  untrackActivity,
  type Change,
  type TimelineItem,
} from '../../data/timeline';
import { useText, type TextTools } from '../../text/i18n';
import { tableWord } from '../../text/tableWords';
import { Composer } from './Composer';
import { valueText } from './fieldValues';
import { KIND_ICONS } from './kindIcons';

const IgnoreSenderDialog = lazy(async () => ({
  default: (await import('../../components/IgnoreList/IgnoreSenderDialog')).IgnoreSenderDialog,
}));

const LONG = 280;

function iconOf(kind: TimelineItem['kind']): ReactNode {
  if (isWritten(kind)) return KIND_ICONS[kind];
  if (kind === 'score') return <DataBarVerticalRegular />;
  if (kind === 'close') return <FlagRegular />;
  return kind === 'created' ? <SparkleRegular /> : KIND_ICONS.history;
}

export function TimelineEntry({ item, record }: { item: TimelineItem; record: Reference }) {
  const text = useText();
  const { t, dateTime } = text;
  const queries = useQueryClient();
  const [editing, setEditing] = useState<Row | null>(null);
  const [busy, setBusy] = useState(false);
  const [ignoring, setIgnoring] = useState(false);
  const { stays, onFocus } = useKeptFocus<HTMLButtonElement>();
  const { kind } = item;
  const sender = senderOf(item);
  const refresh = () => refreshTimeline(queries, record.table, record.id);
  const due = dueOn(item);
  const overdue = due !== null && new Date(due) < new Date();

  /** Does something and says when it fails. */
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      showToast({ text: errorText(error, text), intent: 'failed' });
    }
    setBusy(false);
  };
  const edit = () => attempt(async () => setEditing(await fetchRecord(item.table, item.id)));
  const complete = () =>
    attempt(async () => {
      await completeActivity(item.table, item.id);
      await refresh();
      showToast({
        text: t('timeline.completed', { title: item.title || t('lead.no_name') }),
        undo: () => void attempt(async () => reopenActivity(item.table, item.id).then(refresh)),
      });
    });
  const track = () =>
    attempt(async () => {
      await trackActivity(item, record);
      await refresh();
      showToast({ text: t('timeline.tracked_done'), undo: () => void untrack() });
    });
  const untrack = () =>
    attempt(async () => {
      await untrackActivity(item);
      await refresh();
      showToast({ text: t('timeline.untracked_done'), undo: () => void track() });
    });
  const remove = () =>
    deleteLater({
      table: item.table,
      id: item.id,
      done: t('timeline.deleted', { title: item.title || item.text?.slice(0, 40) || t('lead.no_name') }),
      failed: t('timeline.not_deleted'),
      refresh,
    });

  if (editing && isWritten(kind)) {
    return (
      <Composer
        kind={kind}
        start={editing}
        existing
        onClose={() => setEditing(null)}
        onSave={async (values) => {
          await changeItem(kind, item.id, values, editing['@odata.etag']);
          await refresh();
          setEditing(null);
        }}
      />
    );
  }
  return (
    <article className={`ll-entry ll-entry-${kind}`} onFocus={onFocus}>
      <span className="ll-entry-icon" aria-hidden>
        {iconOf(kind)}
      </span>
      <div className="ll-entry-main">
        <div className="ll-entry-line">
          <span className="ll-entry-title">{titleOf(item, text)}</span>
          {item.private && (
            <span className="ll-tag ll-tag-private">
              <LockClosedRegular aria-hidden /> {t('timeline.private')}
            </span>
          )}
          {item.may_track && !item.private && (
            <span className="ll-tag">{t(item.tracked ? 'timeline.tracked' : 'timeline.untracked')}</span>
          )}
          {item.open && (
            <span className={overdue ? 'll-tag ll-tag-bad' : 'll-tag'}>
              {t(overdue ? 'timeline.overdue' : 'timeline.planned')}
              {due && ` · ${dateTime(due)}`}
            </span>
          )}
        </div>
        <EntryText text={item.text} />
        {item.changes && item.changes.length > 0 && <Changes table={record.table} changes={item.changes} />}
        <p className="ll-entry-foot">
          <time dateTime={item.at}>{dateTime(item.at)}</time>
          {item.owner?.name && <span>{item.owner.name}</span>}
          {item.direction && <span>{t(`timeline.direction_${item.direction}`)}</span>}
          {item.location && <span>{item.location}</span>}
          {item.regarding && item.regarding.id !== record.id && isRecordTable(item.regarding.table) && (
            <Link to={recordPath(item.regarding.table, item.regarding.id)}>
              {t('timeline.regarding', {
                name: item.regarding.name || tableWord(item.regarding.table, text),
              })}
            </Link>
          )}
          {people(item, text) && <span>{people(item, text)}</span>}
        </p>
      </div>
      {isWritten(kind) && (
        <div className="ll-entry-buttons">
          {item.may_track && !item.tracked && (
            <Button
              size="small"
              disabledFocusable={busy}
              aria-label={t('timeline.track_this', { title: titleOf(item, text) })}
              onClick={() => void track()}
            >
              {t('timeline.track')}
            </Button>
          )}
          {item.open && (
            <IconButton
              label={t('timeline.complete')}
              size="small"
              appearance="subtle"
              icon={<CheckmarkRegular />}
              disabledFocusable={busy}
              onClick={() => void complete()}
            />
          )}
          <MenuButton
            trigger={
              <Button
                ref={stays}
                size="small"
                appearance="subtle"
                icon={<MoreHorizontalRegular />}
                aria-label={t('timeline.more', { title: item.title || t(`timeline.one_${kind}`) })}
              />
            }
            entries={() => [
              ...(item.may_track && item.tracked
                ? [
                    {
                      text: t('timeline.untrack'),
                      icon: <LockClosedRegular />,
                      onClick: () => void untrack(),
                    },
                  ]
                : []),
              { text: t('timeline.edit'), icon: <EditRegular />, onClick: () => void edit() },
              ...(sender
                ? [
                    {
                      text: t('ignore.sender'),
                      icon: <MailProhibitedRegular />,
                      onClick: () => setIgnoring(true),
                    },
                  ]
                : []),
              { text: t('command.delete'), icon: <DeleteRegular />, onClick: remove },
            ]}
          />
        </div>
      )}
      {sender && ignoring && (
        <Suspense fallback={null}>
          <IgnoreSenderDialog
            address={sender}
            onChange={() => void refresh()}
            onClose={() => setIgnoring(false)}
          />
        </Suspense>
      )}
    </article>
  );
}

/** What is said of an item that has no words of its own. */
function titleOf(item: TimelineItem, words: TextTools): string {
  const { t } = words;
  if (isWritten(item.kind)) return item.title || t(`timeline.one_${item.kind}`);
  if (item.kind === 'change') return t('timeline.changed');
  if (item.kind === 'created') return t('timeline.created');
  if (item.kind === 'score') {
    return t('timeline.scored', { score: item.score ?? 0, grade: letterOf(item.grade) ?? '–' });
  }
  const outcome = optionLabel('opportunity', 'statuscode', item.status, words.language);
  return [t('timeline.closed'), outcome].filter(Boolean).join(': ');
}

/** Who took part; of those asked to a meeting, what they answered. */
function people(item: TimelineItem, words: TextTools): string {
  const names = (item.parties ?? []).map((party) => {
    const name = party.name || party.address || '';
    if (!name || item.kind !== 'appointment' || party.answer == null) return name;
    const answer = optionLabel('activityparty', 'll_answer', party.answer, words.language);
    const facts = [answer, party.answered_on && words.dateTime(party.answered_on)].filter(Boolean);
    return `${name} (${facts.join(' · ')})`;
  });
  return [...new Set(names.filter(Boolean))].join(', ');
}

function EntryText({ text }: { text: string | null | undefined }) {
  const { t } = useText();
  const [whole, setWhole] = useState(false);
  if (!text) return null;
  const long = text.length > LONG;
  return (
    <p className="ll-entry-text">
      {long && !whole ? `${text.slice(0, LONG).trimEnd()} … ` : text}{' '}
      {long && (
        <button type="button" className="ll-link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'timeline.less' : 'timeline.whole')}
        </button>
      )}
    </p>
  );
}

function Changes({ table, changes }: { table: string; changes: Change[] }) {
  const text = useText();
  const custom = useCustomColumns(table);
  const own = (column: string) => custom.find((one) => one.name === column);
  const read = (column: string, value: unknown) => {
    if (isPointer(value)) return <RecordName table={value.table} id={value.id} />;
    const type = field(table, column)?.type ?? own(column)?.type ?? 'Text';
    return valueText(table, { name: column, type }, value, text) || text.t('value.empty');
  };
  return (
    <ul className="ll-changes">
      {changes.map(({ column, before, after }) => (
        <li key={column}>
          <span className="ll-changes-column">
            {fieldLabel(table, column, text.language) ?? own(column)?.label ?? column}
          </span>
          <span className="ll-changes-before">{read(column, before)}</span>
          <span aria-hidden> → </span>
          <span className="ll-hidden">{text.t('timeline.became')}</span>
          <span>{read(column, after)}</span>
        </li>
      ))}
    </ul>
  );
}

const isPointer = (value: unknown): value is { table: string; id: string } =>
  typeof value === 'object' && value !== null && 'table' in value && 'id' in value;

/** The history keeps which record a lookup pointed to; its name is that of today. */
function RecordName({ table, id }: { table: string; id: string }) {
  const { t } = useText();
  return useRecordName(table, id) || t('lead.no_name');
}
