// What the program works on by itself: waiting, running, done; each can be followed and stopped.
import { Badge, ProgressBar } from '@fluentui/react-components';
import { DismissCircleRegular, LockClosedRegular, TimelineRegular } from '@fluentui/react-icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconButton } from '../../components/IconButton';
import { Loaded } from '../../components/Loaded';
import { EmptyState, ErrorState } from '../../components/States';
import { ActionsHead, Table } from '../../components/Table';
import { get, post } from '../../data/http';
import { isOver, JobState, type Job } from '../../data/models';
import { query, type Page } from '../../data/odata';
import { fieldLabel, optionLabel } from '../../data/schema';
import { mayReadModels, useUser } from '../../data/session';
import { asSentences } from '../../text/format';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import '../../components/Parts.css';
import './JobsPage.css';

interface JobRow extends Job {
  createdon: string | null;
  startedon: string | null;
  finishedon: string | null;
  ll_attempts: number | null;
}

const WATCH_MS = 2_000;
const REST_MS = 15_000;
/** Jobs that people start or wait for; others are called by their own name. */
const KINDS: Record<string, string> = {
  train: 'jobs.kind_train',
  rescore: 'jobs.kind_rescore',
  rescore_related: 'jobs.kind_rescore',
  import: 'jobs.kind_import',
};

export function JobsPage() {
  const { t } = useText();
  usePageTitle(t('nav.jobs'));
  const user = useUser();
  const queries = useQueryClient();
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: async ({ signal }) =>
      (await get<Page<JobRow>>('ll_jobs' + query({ $orderby: 'createdon desc', $top: 100 }), { signal }))
        .value,
    refetchInterval: ({ state }) => (state.data?.some((one) => !isOver(one)) ? WATCH_MS : REST_MS),
  });
  const cancel = useMutation({
    mutationFn: (id: string) => post('CancelJob', { JobId: id }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  if (!mayReadModels(user))
    return <EmptyState icon={<LockClosedRegular />} title={t('error.denied')} text={t('jobs.denied_text')} />;
  return (
    <div className="ll-page ll-stack">
      <h1 className="ll-page-title">{t('nav.jobs')}</h1>
      {cancel.error && <ErrorState error={cancel.error} compact />}
      <section className="ll-card">
        <Loaded
          query={jobs}
          none={<EmptyState icon={<TimelineRegular />} title={t('jobs.none')} text={t('jobs.none_text')} />}
        >
          {(rows) => <JobTable jobs={rows} onCancel={(id) => cancel.mutate(id)} />}
        </Loaded>
      </section>
    </div>
  );
}

const COLORS = {
  [JobState.Queued]: 'informative',
  [JobState.Running]: 'brand',
  [JobState.Done]: 'success',
  [JobState.Failed]: 'danger',
  [JobState.Cancelled]: 'warning',
} as const;

function JobTable({ jobs, onCancel }: { jobs: readonly JobRow[]; onCancel: (id: string) => void }) {
  const { t, number, percent, dateTime, language } = useText();
  const head = ['ll_kind', 'll_state', 'll_progress', 'createdon', 'finishedon', 'll_attempts'];
  return (
    <Table label={t('nav.jobs')}>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {fieldLabel('ll_job', name, language)}
            </th>
          ))}
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => {
          const kind = KINDS[job.ll_kind];
          const name = kind ? t(kind) : job.ll_kind;
          return (
            <tr key={job.ll_jobid}>
              <td>
                <strong>{name}</strong>
                {job.ll_error && <div className="ll-jobs-error">{asSentences(job.ll_error)}</div>}
              </td>
              <td>
                <Badge appearance="tint" color={COLORS[job.ll_state as keyof typeof COLORS] ?? 'informative'}>
                  {optionLabel('ll_job', 'll_state', job.ll_state, language) ?? job.ll_state}
                </Badge>
              </td>
              <td className="ll-jobs-progress">
                {job.ll_state === JobState.Running ? (
                  <ProgressBar value={job.ll_progress ?? undefined} aria-label={name} />
                ) : null}
                <span className="ll-number">
                  {job.ll_total
                    ? t('job.counted', { done: number(job.ll_done ?? 0), total: number(job.ll_total) })
                    : percent(job.ll_progress ?? 0)}
                </span>
              </td>
              <td>{job.createdon ? dateTime(job.createdon) : '–'}</td>
              <td>{job.finishedon ? dateTime(job.finishedon) : '–'}</td>
              <td className="ll-right">{number(job.ll_attempts ?? 0)}</td>
              <td className="ll-right">
                {!isOver(job) && (
                  <IconButton
                    label={t('jobs.cancel', { name })}
                    appearance="subtle"
                    icon={<DismissCircleRegular />}
                    onClick={() => onCancel(job.ll_jobid)}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
