// What a scoring model is about: edited here, counted while it is edited, saved, and trained in one go.
//
// Keyboard: ordinary fields in order of reading; Ctrl+S saves. Screen reader: each group of fields is a region with a name.
import { useCallback, useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { ErrorState } from '../../components/States';
import { useOneAtATime } from '../../components/useOneAtATime';
import {
  aboutTable,
  LIMITS,
  memberIn,
  problemsOf,
  type Definition,
  type Member,
  type ModelDraft,
} from '../../data/definition';
import type { ScoredTable } from '../../data/scores';
import { ApiError } from '../../data/http';
import { saveModel, trainModel, useModelChange, useRecordCounts } from '../../data/models';
import { useText } from '../../text/i18n';
import { useModelColumns } from '../Model/useModelColumns';
import { LeaveGuard } from '../Record/LeaveGuard';
import { useSaveKeys } from '../Record/useSaveKeys';
import { CountsCard, StartButtons } from './CountsCard';
import { FilterField } from './FilterField';
import { NameFields } from './NameFields';
import { OutcomeFields } from './OutcomeFields';
import { ProcessFields } from './ProcessFields';
import { TrainingFields, TrendFields } from './TrainingFields';
import { useSettled } from '../../components/useSettled';
import '../../components/Parts.css';
import './ModelForm.css';

interface ModelFormProps {
  /** null: a new one. */
  modelId: string | null;
  /** What the form begins with. */
  saved: ModelDraft;
}

const PAUSE_MS = 400;

export function ModelForm({ modelId, saved }: ModelFormProps) {
  const { t, number } = useText();
  const navigate = useNavigate();
  const [start] = useState(saved);
  const [draft, setDraft] = useState(start);
  const [filterWhole, setFilterWhole] = useState(true);
  const columns = useModelColumns(draft.table);
  const { definition, table } = draft;
  const problems = problemsOf(draft);
  const whole = Object.keys(problems).length === 0 && filterWhole;
  const { counts, countable } = useCounts(modelId, draft, filterWhole);
  const { save, error, busy, goTo } = useSaving(modelId, draft);
  useSaveKeys(useCallback(() => save({ train: false }, whole), [save, whole]));
  useEffect(() => {
    if (goTo) void navigate(goTo);
  }, [goTo, navigate]);

  const refusal = refusalIn([error, counts.error]);
  const problemOf = (member: Member): string | undefined => {
    const id = problems[member];
    const [least, most] = rangeOf(member) ?? [0, 0];
    if (id) return t(id, { least: number(least), most: number(most) });
    if (refusal?.member !== member) return undefined;
    return refusal.error.status === TAKEN ? t('modelform.name_taken') : refusal.error.message;
  };
  const setTable = (next: ScoredTable) => {
    setDraft(aboutTable(draft, next, draft.name !== start.name, new Date()));
    setFilterWhole(true);
  };
  const define = (part: Partial<Definition>) =>
    setDraft((now) => ({ ...now, definition: { ...now.definition, ...part } }));

  return (
    <div className="ll-page ll-stack">
      <LeaveGuard dirty={(draft !== start || !filterWhole) && !goTo} />
      <h1 className="ll-page-title">{modelId ? t('admin.edit', { name: start.name }) : t('models.add')}</h1>
      <div className="ll-modelform">
        <div className="ll-stack">
          <Part title={t('modelform.part_name')}>
            <NameFields
              draft={draft}
              problemOf={problemOf}
              onChange={setDraft}
              onTable={modelId === null ? setTable : undefined}
            />
          </Part>
          <Part title={t('modelform.part_records')} text={t('modelform.part_records_text')}>
            <FilterField
              key={table}
              table={table}
              columns={columns}
              filter={definition.filter}
              problem={problemOf('filter')}
              onChange={(filter) => {
                setFilterWhole(filter !== null);
                if (filter !== null) define({ filter });
              }}
            />
            <ProcessFields
              table={table}
              process={definition.process}
              stages={definition.stages}
              problemOf={problemOf}
              onChange={define}
            />
          </Part>
          <Part title={t('modelform.part_outcome')}>
            <OutcomeFields
              table={table}
              outcome={definition.outcome}
              problemOf={problemOf}
              onChange={(outcome) => define({ outcome })}
            />
          </Part>
          <Part title={t('modelform.part_training')}>
            <TrainingFields definition={definition} problemOf={problemOf} onChange={define} />
          </Part>
          <Part title={t('modelform.part_trend')} text={t('modelform.part_trend_text')}>
            <TrendFields definition={definition} problemOf={problemOf} onChange={define} />
          </Part>
        </div>
        <CountsCard table={table} outcome={definition.outcome} counts={counts} incomplete={!countable}>
          {error !== null && error !== refusal?.error && <ErrorState error={error} compact />}
          <StartButtons
            counts={counts.data}
            whole={whole}
            busy={busy}
            onSave={() => void save({ train: false }, whole)}
            onTrain={() => void save({ train: true }, whole)}
            onCancel={() => void navigate(modelId ? `/models/${modelId}` : '/models')}
          />
        </CountsCard>
      </div>
    </div>
  );
}

const rangeOf = (member: Member): readonly [number, number] | undefined =>
  (LIMITS as Partial<Record<Member, readonly [number, number]>>)[member];

const REFUSED = 400;
/** Changed meanwhile, or, where it names the name, another one is called so. */
const TAKEN = 412;

/** What the server does not take, where it names a part of the form. */
function refusalIn(errors: readonly (Error | null)[]) {
  for (const error of errors) {
    if (!(error instanceof ApiError)) continue;
    const taken = error.status === TAKEN && error.message.includes('ll_name');
    const member: Member | null = taken ? 'Name' : error.status === REFUSED ? memberIn(error.message) : null;
    if (member) return { error, member };
  }
  return null;
}

/** What the draft would learn from, asked for when nobody types. */
function useCounts(
  modelId: string | null,
  { table, priority, definition }: ModelDraft,
  filterWhole: boolean,
) {
  // A name changes no count.
  const counted = useMemo(
    () => ({ modelId, table, priority, definition }),
    [modelId, table, priority, definition],
  );
  const settled = useSettled(counted, PAUSE_MS);
  const problems = problemsOf({ ...settled, name: 'any' });
  const countable = filterWhole && Object.keys(problems).length === 0;
  return { counts: useRecordCounts(countable ? settled : null), countable };
}

/** Saves and, when wanted, starts the training; then says where to go. */
function useSaving(modelId: string | null, draft: ModelDraft) {
  // A new model that was saved, but whose training could not be started, is not made a second time.
  const [savedId, setSavedId] = useState(modelId);
  const [goTo, setGoTo] = useState<string | null>(null);
  const saving = useModelChange(async ({ train }: { train: boolean }) => {
    const id = await saveModel(savedId, draft);
    setSavedId(id);
    const { keep, drop } = draft.definition.attributes;
    if (train) await trainModel({ modelId: id, keep, drop });
    return id;
  });
  const { mutateAsync } = saving;
  const save = useOneAtATime(
    useCallback(
      async (wish: { train: boolean }, whole: boolean) => {
        if (!whole) return;
        try {
          setGoTo(`/models/${await mutateAsync(wish)}`);
        } catch {
          // Shown by the form.
        }
      },
      [mutateAsync],
    ),
  );
  return { save, error: saving.error, busy: saving.isPending, goTo };
}

interface PartProps {
  title: string;
  text?: string;
  children: ReactNode;
}

function Part({ title, text, children }: PartProps) {
  const id = useId();
  return (
    <section className="ll-card ll-stack" aria-labelledby={id}>
      <div>
        <h2 className="ll-card-title" id={id}>
          {title}
        </h2>
        {text && <p className="ll-card-text">{text}</p>}
      </div>
      {children}
    </section>
  );
}
