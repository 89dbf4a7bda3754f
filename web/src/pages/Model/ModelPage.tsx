// A scoring model: what is it about, is it any good, what does it look at, train it, publish it, grade by it.
import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { Navigate, useParams } from 'react-router';
import { Loaded, PageWait } from '../../components/Loaded';
import { isScored, type ScoredTable } from '../../data/scores';
import {
  ModelState,
  saveModel,
  trainModel,
  useModel,
  useRecordCounts,
  useVersions,
  type Model,
  type Version,
} from '../../data/models';
import { useScoringStatus, type ScoringModel } from '../../data/scores';
import { isAdministrator, mayReadModels, useUser } from '../../data/session';
import { usePageTitle } from '../../text/usePageTitle';
import { asSentences } from '../../text/format';
import { useText } from '../../text/i18n';
import { damageWords } from '../Models/damageWords';
import { ModelsDenied } from '../Models/ModelsPage';
import { AutomaticNote } from './AutomaticNote';
import { CallsPanel } from './CallsPanel';
import { ComparePanel, type ReportedVersion } from './ComparePanel';
import { CurvesPanel } from './CurvesPanel';
import { DefinitionCard } from './DefinitionCard';
import { ExternalModel } from './ExternalModel';
import { GradesPanel } from './GradesPanel';
import { JobPanel } from './JobPanel';
import { ModelHeader } from './ModelHeader';
import { NoModel } from './NoModel';
import { ExcludedPanel, FactorsPanel } from './ColumnPanels';
import { QualityPanel } from './QualityPanel';
import { SuspectsPanel, type Choices } from './SuspectsPanel';
import { useModelWork } from './useModelWork';
import { VersionsPanel } from './VersionsPanel';
import '../../components/Parts.css';
import './ModelPage.css';

export function ModelPage() {
  const { t } = useText();
  const { id = '' } = useParams();
  usePageTitle(t('models.title'));
  if (!mayReadModels(useUser())) return <ModelsDenied />;
  return isScored(id) ? <FirstModel table={id} /> : <OneModel key={id} id={id} />;
}

/** Stands for the address of a table's models: goes to the first of them, or to the list. */
function FirstModel({ table }: { table: ScoredTable }) {
  const status = useScoringStatus(table);
  const first = status.data?.models[0];
  if (first) return <Navigate to={`/models/${first.id}`} replace />;
  if (status.data) return <Navigate to="/models" replace />;
  return <PageWait error={status.error} onRetry={() => void status.refetch()} />;
}

function OneModel({ id }: { id: string }) {
  const model = useModel(id);
  const versions = useVersions(id);
  if (model.data?.ll_predictionid) return <ExternalModel model={model.data} />;
  if (model.data && versions.data) return <LoadedModel model={model.data} versions={versions.data} />;
  const retry = () => {
    void model.refetch();
    void versions.refetch();
  };
  return <PageWait error={model.error ?? versions.error} onRetry={retry} />;
}

/** What was decided by hand for the next training; where the model itself cannot tell, as in the last one. */
function choicesOf(version: Version | undefined, now: ScoringModel | undefined): Choices {
  const decided = now?.definition?.attributes;
  if (decided) return { keep: decided.keep, drop: decided.drop };
  const { suspects = [], excluded = [] } = version?.report ?? {};
  return {
    keep: suspects.filter((one) => one.kept).map((one) => one.column),
    drop: excluded.filter((one) => one.key === 'dropped').map((one) => one.column),
  };
}

/** Trains with these choices, which the model keeps: the next training by itself is by them, too. */
async function trainBy(model: ScoringModel | undefined, modelId: string, choices: Choices, edited: boolean) {
  if (edited && model?.definition) {
    const { name, table, priority, definition } = model;
    const attributes = { ...definition.attributes, ...choices };
    await saveModel(modelId, { name, table, priority, definition: { ...definition, attributes } });
  }
  return trainModel({ modelId, ...choices });
}

interface LoadedModelProps {
  model: Model;
  versions: Version[];
}

function LoadedModel({ model, versions }: LoadedModelProps) {
  const { t } = useText();
  const user = useUser();
  const mayChange = isAdministrator(user);
  const table = model.ll_table;
  const status = useScoringStatus(table);
  const now = status.data?.models.find((one) => one.id === model.ll_modelid);
  const published = versions.find((one) => one.ll_modelversionid === model._ll_publishedversionid_value);
  const newest = versions.find((one) => one.report !== null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown = versions.find((one) => one.ll_modelversionid === chosenId) ?? newest ?? published;
  const start = useMemo(() => choicesOf(shown, now), [shown, now]);
  const [edited, setEdited] = useState<Choices | null>(null);
  const choices = edited ?? start;
  const definition = now?.definition;
  const counts = useRecordCounts(
    mayChange && now && definition ? { modelId: now.id, table, priority: now.priority, definition } : null,
  );
  const work = useModelWork(model.ll_modelid);
  const train = () =>
    work.start(
      'train',
      () => trainBy(now, model.ll_modelid, choices, edited !== null),
      () => {
        setEdited(null);
        setChosenId(null);
      },
    );
  const report = shown?.report ?? null;
  const [compared, setCompared] = useState<string[]>([]);
  const pair = versions
    .filter((one): one is ReportedVersion => one.report !== null && compared.includes(one.ll_modelversionid))
    .reverse();
  const failed = versions[0]?.ll_state === ModelState.Failed ? versions[0] : undefined;

  return (
    <div className="ll-page ll-model">
      <ModelHeader
        model={model}
        status={now}
        shown={shown}
        published={published}
        mayChange={mayChange}
        work={work}
        onTrain={train}
      />
      <JobPanel work={work} />
      {failed && !work.job && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('model.failed', { number: failed.ll_number })}</MessageBarTitle>
            {asSentences(failed.ll_message ?? '')}
          </MessageBarBody>
        </MessageBar>
      )}
      <AutomaticNote newest={versions[0]} />
      <Loaded query={status}>
        {() => (
          <>
            {now?.damaged && (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>{damageWords(now.damaged, t)}</MessageBarBody>
              </MessageBar>
            )}
            {now?.problem && (
              <MessageBar intent="error" layout="multiline">
                <MessageBarBody>
                  <MessageBarTitle>{t('models.unusable')}</MessageBarTitle>
                  {asSentences(now.problem)}
                </MessageBarBody>
              </MessageBar>
            )}
            {now && definition && (
              <DefinitionCard model={now} definition={definition} mayChange={mayChange} />
            )}
          </>
        )}
      </Loaded>
      {edited && mayChange && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('suspects.changed')}</MessageBarBody>
          <Button size="small" onClick={train} disabledFocusable={work.busy}>
            {t('model.train')}
          </Button>
        </MessageBar>
      )}
      {shown && report ? (
        <>
          <QualityPanel table={table} report={report} />
          {report.holdout > 0 && (
            <>
              <CallsPanel report={report} open={now?.matching_open} />
              <CurvesPanel report={report} />
            </>
          )}
          <div className="ll-model-two">
            <FactorsPanel table={table} report={report} />
            <div className="ll-model-stack">
              <SuspectsPanel
                table={table}
                suspects={report.suspects}
                choices={choices}
                onChange={mayChange ? setEdited : undefined}
              />
              <ExcludedPanel report={report} table={table} />
            </div>
          </div>
        </>
      ) : (
        <section className="ll-card">
          <NoModel table={table} counts={counts.data ?? status.data?.closed} />
        </section>
      )}
      {published && (
        <GradesPanel model={model} baseRate={published.report?.base_rate} mayChange={mayChange} />
      )}
      <VersionsPanel
        table={table}
        versions={versions}
        publishedId={model._ll_publishedversionid_value}
        shownId={shown?.ll_modelversionid}
        onShow={setChosenId}
        compared={compared}
        onCompare={setCompared}
      />
      {pair.length === 2 && <ComparePanel before={pair[0]!} after={pair[1]!} />}
    </div>
  );
}
