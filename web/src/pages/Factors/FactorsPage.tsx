// What a model may look at and what it does look at: decided by hand, saved, and trained in one go.
//
// Keyboard: each attribute's name opens its insight; fields in order of reading; Ctrl+S saves. Screen reader: one table in
// groups, whose heads say how many of them are used.
import { Button, SearchBox } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { PageWait } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { useOneAtATime } from '../../components/useOneAtATime';
import { Segments } from '../../components/Segments';
import type { Definition } from '../../data/definition';
import {
  choiceOf,
  decidesTheSame,
  useFactors,
  withChoice,
  withIgnored,
  type Factor,
  type ModelFactors,
} from '../../data/factors';
import { ApiError } from '../../data/http';
import { saveModel, trainModel, useModelChange } from '../../data/models';
import { scoringStatusQuery, useScoringStatus, type ScoringModel } from '../../data/scores';
import { isAdministrator, mayReadModels, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';
import { usePageTitle } from '../../text/usePageTitle';
import { ModelsDenied } from '../Models/ModelsPage';
import { LeaveGuard } from '../Record/LeaveGuard';
import { useSaveKeys } from '../Record/useSaveKeys';
import { FactorTable } from './FactorTable';
import { InsightPane } from './InsightPane';
import '../../components/Parts.css';
import './FactorsPage.css';

export function FactorsPage() {
  const { t } = useText();
  const { id = '' } = useParams();
  usePageTitle(t('factors.title'));
  return mayReadModels(useUser()) ? <AskedFactors key={id} id={id} /> : <ModelsDenied />;
}

function AskedFactors({ id }: { id: string }) {
  const factors = useFactors(id);
  const retry = () => void factors.refetch();
  return factors.data ? <OfModel known={factors.data} /> : <PageWait error={factors.error} onRetry={retry} />;
}

function OfModel({ known }: { known: ModelFactors }) {
  const { id, table } = known.model;
  const status = useScoringStatus(table);
  const model = status.data?.models.find((one) => one.id === id);
  const gone = status.data && !model?.definition ? new ApiError(404, '404', '') : null;
  if (!model?.definition)
    return <PageWait error={status.error ?? gone} onRetry={() => void status.refetch()} />;
  return <LoadedFactors known={known} model={model} definition={model.definition} />;
}

type Shown = 'all' | 'used' | 'unused' | 'by_hand';
const SHOWN: readonly Shown[] = ['all', 'used', 'unused', 'by_hand'];

type Attributes = Definition['attributes'];
/** One decision; what somebody else decides meanwhile stays. */
type Edit = (now: Attributes) => Attributes;
const edited = (attributes: Attributes, edits: readonly Edit[]) =>
  edits.reduce((now, edit) => edit(now), attributes);

interface LoadedFactorsProps {
  known: ModelFactors;
  model: ScoringModel;
  definition: Definition;
}

function LoadedFactors({ known, model, definition }: LoadedFactorsProps) {
  const text = useText();
  const { t, number } = text;
  const mayChange = isAdministrator(useUser());
  const [edits, setEdits] = useState<readonly Edit[]>([]);
  const attributes = useMemo(() => edited(definition.attributes, edits), [definition, edits]);
  const edit = (one: Edit) => setEdits((now) => [...now, one]);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [opened, setOpened] = useState<string | null>(null);
  const dirty = !decidesTheSame(attributes, definition.attributes);
  const { save, error, busy, goTo } = useSaving(model, edits);

  const listed = useMemo(() => {
    const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fits = (factor: Factor) => {
      const name = `${attributeLabel(factor, text)} ${factor.attribute}`.toLocaleLowerCase();
      return words.every((word) => name.includes(word));
    };
    const isShown: Record<Shown, (factor: Factor) => boolean> = {
      all: () => true,
      used: (factor) => factor.used,
      unused: (factor) => !factor.used,
      by_hand: ({ attribute, usable }) =>
        usable &&
        (choiceOf(attributes, attribute) !== 'automatic' || attributes.ignore_empty.includes(attribute)),
    };
    return known.factors.filter((factor) => isShown[shown](factor) && fits(factor));
  }, [known, search, shown, attributes, text]);
  const inPane = known.factors.find((one) => one.attribute === opened);

  return (
    <div className="ll-page ll-stack">
      <LeaveGuard dirty={dirty && !goTo} />
      <div>
        <p className="ll-factors-back">
          <Link to={`/models/${model.id}`}>{model.name}</Link>
        </p>
        <h1 className="ll-page-title">{t('factors.page_title', { name: model.name })}</h1>
      </div>
      <section className="ll-card ll-stack" aria-label={t('factors.title')}>
        <div>
          <p className="ll-card-text">{t('factors.page_text')}</p>
          <VersionLine known={known} />
        </div>
        <div className="ll-spread">
          <SearchBox
            className="ll-factors-search"
            placeholder={t('factors.find')}
            aria-label={t('factors.find')}
            value={search}
            onChange={(_, { value }) => setSearch(value)}
          />
          <Segments
            label={t('factors.show')}
            value={shown}
            options={SHOWN.map((value) => ({ value, text: t(`factors.show_${value}`) }))}
            onChange={setShown}
          />
          <strong role="status">
            {t('factors.used_of', { used: number(known.used), usable: number(known.usable) })}
          </strong>
        </div>
        {listed.length === 0 ? (
          <p className="ll-card-text">{t('factors.none_found')}</p>
        ) : (
          <FactorTable
            trained={known.version !== null}
            factors={listed}
            attributes={attributes}
            onOpen={setOpened}
            onChoose={mayChange ? (name, choice) => edit((now) => withChoice(now, name, choice)) : undefined}
            onIgnore={mayChange ? (name, on) => edit((now) => withIgnored(now, name, on)) : undefined}
          />
        )}
      </section>
      {mayChange && (
        <div className="ll-factors-foot">
          {error !== null && <ErrorState error={error} compact />}
          <SaveButtons id={model.id} dirty={dirty} busy={busy} goTo={goTo} save={save} />
        </div>
      )}
      <InsightPane model={known} factor={inPane} onClose={() => setOpened(null)} />
    </div>
  );
}

function VersionLine({ known: { version } }: { known: ModelFactors }) {
  const { t, number, date } = useText();
  if (version === null) return <p className="ll-card-text">{t('factors.no_version')}</p>;
  const trained = version.trained_on ? date(version.trained_on) : '–';
  return (
    <p className="ll-card-text">{t('factors.version', { number: number(version.number), date: trained })}</p>
  );
}

interface SaveButtonsProps {
  id: string;
  dirty: boolean;
  busy: boolean;
  goTo: string | null;
  save: (wish: { train: boolean }) => Promise<void>;
}

function SaveButtons({ id, dirty, busy, goTo, save }: SaveButtonsProps) {
  const { t } = useText();
  const navigate = useNavigate();
  useEffect(() => {
    if (goTo) void navigate(goTo);
  }, [goTo, navigate]);
  const ready = dirty && !busy;
  useSaveKeys(useCallback(async () => (ready ? save({ train: false }) : undefined), [ready, save]));
  return (
    <div className="ll-actions">
      <Button
        appearance="primary"
        disabledFocusable={busy}
        onClick={() => !busy && void save({ train: true })}
      >
        {t('modelform.save_train')}
      </Button>
      <Button disabledFocusable={!ready} onClick={() => ready && void save({ train: false })}>
        {t('modelform.save')}
      </Button>
      <Button appearance="subtle" onClick={() => void navigate(`/models/${id}`)}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}

/** Makes the edits in the model as it is now, saves it and, when wanted, starts the training; then says where to go. */
function useSaving({ id, table }: ScoringModel, edits: readonly Edit[]) {
  const queries = useQueryClient();
  const [goTo, setGoTo] = useState<string | null>(null);
  const saving = useModelChange(async ({ train }: { train: boolean }) => {
    const { models } = await queries.fetchQuery({ ...scoringStatusQuery(table), staleTime: 0 });
    const model = models.find((one) => one.id === id);
    if (!model?.definition) throw new ApiError(404, '404', '');
    const { name, priority, definition } = model;
    const attributes = edited(definition.attributes, edits);
    await saveModel(id, { name, table, priority, definition: { ...definition, attributes } });
    if (train) await trainModel({ modelId: id, keep: [], drop: [] });
  });
  const { mutateAsync } = saving;
  const save = useOneAtATime(
    useCallback(
      async (wish: { train: boolean }) => {
        try {
          await mutateAsync(wish);
          setGoTo(`/models/${id}`);
        } catch {
          // Shown by the page.
        }
      },
      [mutateAsync, id],
    ),
  );
  return { save, error: saving.error, busy: saving.isPending, goTo };
}
