// Where a record stands in its sales process.
//
// Purpose: the stages in order, the present one, days in each; a stage opens what is asked for in it, and the next step.
// Keyboard: each stage is a button, its flyout takes the focus and Esc gives it back. Screen reader: a list of steps with
// the present one marked. Empty: offers the processes there are; shows nothing when there are none.
import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { CheckmarkFilled, FlagFilled, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { MenuButton } from '../../components/MenuButton/MenuButton';
import { errorText, ErrorState } from '../../components/States';
import { showToast } from '../../components/toasts';
import type { CustomColumn } from '../../data/columns';
import { ApiError } from '../../data/http';
import {
  activeStage,
  daysIn,
  endProcess,
  setProcess,
  setStage,
  hasProcess,
  stageStatuses,
  useProcess,
  type ProcessState,
} from '../../data/processes';
import { refreshRecord, type RecordTable, type Row } from '../../data/records';
import { useText } from '../../text/i18n';
import { FieldEditor } from './FieldEditor';
import { formField, isClosed } from './forms';
import type { RecordDraft } from './useRecordDraft';
import './StageBar.css';

interface StageBarProps {
  table: RecordTable;
  id: string;
  row: Row;
  draft: RecordDraft;
  custom: readonly CustomColumn[];
  currency: string | undefined;
}

export function StageBar(props: StageBarProps) {
  return hasProcess(props.table) ? <Loaded {...props} /> : null;
}

function Loaded(props: StageBarProps) {
  const { table, id } = props;
  const process = useProcess(table, id);
  if (process.error) {
    // The record itself is gone or hidden: its page says so.
    if (process.error instanceof ApiError && process.error.status === 404) return null;
    return <ErrorState compact error={process.error} onRetry={() => void process.refetch()} />;
  }
  if (!process.data) return <div className="ll-stages-wait" />;
  return process.data.instance ? (
    <Stages {...props} state={process.data} />
  ) : (
    <Begin {...props} state={process.data} />
  );
}

type WithState = StageBarProps & { state: ProcessState };

/** Does a step of the process and shows where the record stands then. */
function useSteps(table: RecordTable, id: string) {
  const text = useText();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const step = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      await refreshRecord(queries, table, id);
    } catch (error) {
      showToast({ text: errorText(error, text), intent: 'failed' });
    }
    setBusy(false);
  };
  return { busy, step };
}

function Begin({ table, id, row, state }: WithState) {
  const { t } = useText();
  const { busy, step } = useSteps(table, id);
  if (state.choices.length === 0 || isClosed(table, row.statecode)) return null;
  return (
    <div className="ll-stages-begin">
      <span className="ll-muted">{t('process.none')}</span>
      {state.choices.map((choice) => (
        <Button
          key={choice.id}
          size="small"
          disabledFocusable={busy}
          onClick={() => void step(() => setProcess(table, id, choice.id))}
        >
          {t('process.begin', { name: choice.name })}
        </Button>
      ))}
    </div>
  );
}

function Stages({ state, ...props }: WithState) {
  const { table, id, row } = props;
  const { t } = useText();
  const { busy, step } = useSteps(table, id);
  const [open, setOpen] = useState<string | null>(null);
  const stages = stageStatuses(state);
  const now = new Date();
  const running = state.instance!.state === 'active';
  const closed = isClosed(table, row.statecode);
  const others = state.choices.filter((choice) => choice.id !== state.instance!.process.id);
  const place = stages.findIndex((stage) => stage.id === activeStage(state));
  const next = stages[place + 1];

  const move = async (work: () => Promise<void>) => {
    // What was filled in in the flyout belongs to the step.
    if (!(await props.draft.save())) return;
    setOpen(null);
    await step(work);
  };

  const ending = (text: string, action: Parameters<typeof endProcess>[0]) => ({
    text,
    disabled: busy,
    onClick: () => void move(() => endProcess(action, table, id)),
  });

  return (
    <section className="ll-stages" aria-label={t('process.label', { name: state.instance!.process.name })}>
      <ol className="ll-stages-list">
        {stages.map((stage) => {
          const days = daysIn(stage, now);
          return (
            <li key={stage.id} className={`ll-stage ll-stage-${stage.status}`}>
              <Popover
                trapFocus
                positioning="below-start"
                open={open === stage.id}
                onOpenChange={(_, change) => setOpen(change.open ? stage.id : null)}
              >
                <PopoverTrigger disableButtonEnhancement>
                  <button
                    type="button"
                    className="ll-stage-button"
                    aria-current={stage.status === 'active' && running ? 'step' : undefined}
                  >
                    <span className="ll-stage-mark" aria-hidden>
                      {stage.status === 'done' ? (
                        <CheckmarkFilled />
                      ) : stage.status === 'active' ? (
                        <FlagFilled />
                      ) : (
                        stages.indexOf(stage) + 1
                      )}
                    </span>
                    <span className="ll-stage-words">
                      <span className="ll-stage-name">{stage.name}</span>
                      <span className="ll-stage-days">
                        <span className="ll-hidden">{t(`process.status_${stage.status}`)} </span>
                        {days !== null && t('process.days', { count: days })}
                      </span>
                    </span>
                  </button>
                </PopoverTrigger>
                <PopoverSurface className="ll-stage-flyout" aria-label={stage.name}>
                  <h3 className="ll-card-title">{stage.name}</h3>
                  {days !== null && <p className="ll-card-text">{t('process.days_in', { count: days })}</p>}
                  <div className="ll-stage-fields">
                    {stage.columns.map((column) => {
                      const field = formField(table, column, props.custom);
                      return field ? (
                        <FieldEditor
                          key={column}
                          table={table}
                          field={field}
                          value={props.draft.valueOf(column)}
                          state={row.statecode}
                          changed={column in props.draft.changes}
                          disabled={closed}
                          currency={props.currency}
                          onChange={props.draft.change}
                        />
                      ) : null;
                    })}
                    {stage.columns.length === 0 && <p className="ll-card-text">{t('process.no_fields')}</p>}
                  </div>
                  {running && !closed && (
                    <div className="ll-stage-foot">
                      {stage.status === 'active' && next && (
                        <Button
                          appearance="primary"
                          disabledFocusable={busy}
                          onClick={() => void move(() => setStage(table, id, next.id))}
                        >
                          {t('process.next', { name: next.name })}
                        </Button>
                      )}
                      {stage.status === 'active' && !next && (
                        <Button
                          appearance="primary"
                          disabledFocusable={busy}
                          onClick={() => void move(() => endProcess('FinishProcess', table, id))}
                        >
                          {t('process.finish')}
                        </Button>
                      )}
                      {stage.status !== 'active' && (
                        <Button
                          disabledFocusable={busy}
                          onClick={() => void move(() => setStage(table, id, stage.id))}
                        >
                          {t('process.set_active')}
                        </Button>
                      )}
                    </div>
                  )}
                </PopoverSurface>
              </Popover>
            </li>
          );
        })}
      </ol>
      {!running && <span className="ll-tag">{t(`process.${state.instance!.state}`)}</span>}
      <MenuButton
        trigger={
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('process.more')} />
        }
        entries={() => [
          ...(running
            ? [ending(t('process.finish'), 'FinishProcess'), ending(t('process.abort'), 'AbortProcess')]
            : [ending(t('process.reactivate'), 'ReactivateProcess')]),
          ...others.map((choice) => ({
            text: t('process.switch', { name: choice.name }),
            disabled: busy,
            onClick: () => void move(() => setProcess(table, id, choice.id)),
          })),
        ]}
      />
    </section>
  );
}
