// The last step: how far it is, and what came of every row.
import { Button, MessageBar, MessageBarBody, MessageBarTitle, ProgressBar } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { ErrorState, LoadingBlock } from '../../components/States';
import { download } from '../../data/download';
import { post } from '../../data/http';
import { parseImportReport, type ImportOptions, type ImportReport } from '../../data/imports';
import { listAddress, listTable, pluralInside } from '../../data/lists/tables';
import { isOver, JobState, useJob } from '../../data/models';
import { asSentences } from '../../text/format';
import { useText } from '../../text/i18n';
import { ProblemTable } from './ProblemTable';

interface RunStepProps {
  jobId: string;
  options: ImportOptions;
  fileName: string;
  /** What to do next, once it is over. */
  children: ReactNode;
}

export function RunStep({ jobId, options, fileName, children }: RunStepProps) {
  const { t, number, percent, language } = useText();
  const queries = useQueryClient();
  const { data: job, error, refetch } = useJob(jobId);
  const cancel = useMutation({ mutationFn: () => post('CancelJob', { JobId: jobId }) });
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over)
      for (const key of ['list', 'groups', 'columns']) void queries.invalidateQueries({ queryKey: [key] });
  }, [over, queries]);

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!job)
    return (
      <div className="ll-card">
        <LoadingBlock lines={3} />
      </div>
    );
  const report = parseImportReport(job.ll_result);
  const failed = job.ll_state === JobState.Failed;
  return (
    <section className="ll-card ll-stack" aria-label={t('import.step_run')}>
      {!over && (
        <>
          <div role="status">
            <h2 className="ll-card-title">{t('import.running', { file: fileName })}</h2>
          </div>
          <ProgressBar
            value={job.ll_progress ?? undefined}
            thickness="large"
            aria-label={t('import.running', { file: fileName })}
          />
          <p className="ll-card-text">
            {[
              percent(job.ll_progress ?? 0),
              job.ll_total
                ? t('job.counted', { done: number(job.ll_done ?? 0), total: number(job.ll_total) })
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p className="ll-card-text">{t('import.leave')}</p>
          <div>
            <Button disabledFocusable={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('action.cancel')}
            </Button>
          </div>
        </>
      )}
      {over && (
        <MessageBar
          intent={failed ? 'error' : job.ll_state === JobState.Cancelled ? 'warning' : 'success'}
          layout="multiline"
          role="status"
        >
          <MessageBarBody>
            <MessageBarTitle>
              {t(
                failed
                  ? 'import.failed'
                  : job.ll_state === JobState.Cancelled
                    ? 'import.cancelled'
                    : 'import.done',
              )}
            </MessageBarTitle>
            {failed ? asSentences(job.ll_error ?? '') : ''}
          </MessageBarBody>
        </MessageBar>
      )}
      {over && report && <Report report={report} jobId={jobId} />}
      {over && (
        <div className="ll-actions">
          {children}
          <Link to={listAddress(options.table)}>
            {t('import.to_list', { plural: pluralInside(listTable(options.table)!, language) })}
          </Link>
        </div>
      )}
    </section>
  );
}

const FIGURES = ['rows', 'created', 'updated', 'unchanged', 'skipped'] as const;
const ENDINGS = ['positive', 'negative'] as const;

function Report({ report, jobId }: { report: ImportReport; jobId: string }) {
  const { t, number } = useText();
  const ended = report.positive + report.negative > 0;
  const save = useMutation({
    mutationFn: () => download(`ImportProblems(JobId=${jobId})`, 'skipped.csv'),
  });
  return (
    <>
      <dl className="ll-import-figures">
        {(ended ? [...FIGURES, ...ENDINGS] : FIGURES).map((name) => (
          <div key={name}>
            <dt>{t(`import.figure_${name}`)}</dt>
            <dd className="ll-number">{number(report[name])}</dd>
          </div>
        ))}
      </dl>
      {report.notes.length > 0 && (
        <ul className="ll-import-notes">
          {report.notes.map((note) => (
            <li key={note}>{asSentences(note)}</li>
          ))}
        </ul>
      )}
      {report.problems.length > 0 && (
        <>
          <div className="ll-actions">
            <h2 className="ll-card-title">{t('import.skipped_title')}</h2>
            <Button icon={<ArrowDownloadRegular />} onClick={() => save.mutate()}>
              {t('import.download_skipped')}
            </Button>
          </div>
          {save.error && <ErrorState error={save.error} compact />}
          <ProblemTable problems={report.problems} />
        </>
      )}
    </>
  );
}
