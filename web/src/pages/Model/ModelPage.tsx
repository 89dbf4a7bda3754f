// The model that scores leads: is it any good, what does it look at, train it, publish it, grade by it.
import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { EmptyState, ErrorState, LoadingBlock } from '../../components/States';
import { ModelState, useModel, useVersions, type Model, type Version } from '../../data/models';
import { useScoringStatus } from '../../data/scores';
import { isAdministrator, mayReadModels, useUser } from '../../data/session';
import { usePageTitle } from '../../text/usePageTitle';
import { asSentences } from '../../text/format';
import { useText } from '../../text/i18n';
import { CallsPanel } from './CallsPanel';
import { ComparePanel, type ReportedVersion } from './ComparePanel';
import { CurvesPanel } from './CurvesPanel';
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
  const user = useUser();
  usePageTitle(t('model.title'));
  const model = useModel('lead');
  const versions = useVersions(model.data?.ll_modelid);
  const problem = model.error ?? versions.error;

  if (!mayReadModels(user)) {
    return (
      <EmptyState icon={<LockClosedRegular />} title={t('error.denied')} text={t('model.denied_text')} />
    );
  }
  if (problem) {
    return (
      <ErrorState
        error={problem}
        onRetry={() => {
          void model.refetch();
          void versions.refetch();
        }}
      />
    );
  }
  if (model.data === null) return <NoModelYet />;
  if (!model.data || !versions.data) {
    return (
      <div className="ll-page">
        <div className="ll-card">
          <LoadingBlock lines={8} />
        </div>
      </div>
    );
  }
  return <LoadedModel key={model.data.ll_modelid} model={model.data} versions={versions.data} />;
}

function NoModelYet() {
  const status = useScoringStatus();
  return (
    <div className="ll-page">
      <NoModel status={status.data} />
    </div>
  );
}

/** What was decided by hand about suspects in a version: the start for the next one. */
function choicesOf(version: Version | undefined): Choices {
  return {
    keep: version?.report?.suspects.filter((one) => one.kept).map((one) => one.column) ?? [],
    drop: version?.report?.excluded.filter((one) => one.key === 'dropped').map((one) => one.column) ?? [],
  };
}

interface LoadedModelProps {
  model: Model;
  versions: Version[];
}

function LoadedModel({ model, versions }: LoadedModelProps) {
  const { t } = useText();
  const user = useUser();
  const mayChange = isAdministrator(user);
  const status = useScoringStatus();
  const published = versions.find((one) => one.ll_modelversionid === model._ll_publishedversionid_value);
  const newest = versions.find((one) => one.report !== null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown = versions.find((one) => one.ll_modelversionid === chosenId) ?? newest ?? published;
  const start = useMemo(() => choicesOf(shown), [shown]);
  const [edited, setEdited] = useState<Choices | null>(null);
  const choices = edited ?? start;
  const work = useModelWork(model, () => {
    setEdited(null);
    setChosenId(null);
  });
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
        shown={shown}
        published={published}
        mayChange={mayChange}
        busy={work.busy}
        status={status.data}
        onTrain={() => work.train(choices)}
        onPublish={work.publish}
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
      {edited && mayChange && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('suspects.changed')}</MessageBarBody>
          <Button size="small" onClick={() => work.train(choices)} disabledFocusable={work.busy}>
            {t('model.train')}
          </Button>
        </MessageBar>
      )}
      {shown && report ? (
        <>
          <QualityPanel report={report} />
          {report.holdout > 0 && (
            <>
              <CallsPanel report={report} open={status.data?.open} />
              <CurvesPanel report={report} />
            </>
          )}
          <div className="ll-model-two">
            <FactorsPanel report={report} />
            <div className="ll-model-stack">
              <SuspectsPanel
                suspects={report.suspects}
                choices={choices}
                onChange={mayChange ? setEdited : undefined}
              />
              <ExcludedPanel report={report} />
            </div>
          </div>
        </>
      ) : (
        <NoModel status={status.data} />
      )}
      {published && (
        <GradesPanel model={model} baseRate={published.report?.base_rate} mayChange={mayChange} />
      )}
      <VersionsPanel
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
