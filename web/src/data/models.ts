// Models, their versions, and the long work on them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { get, post } from './http';
import { query, text, type Page } from './odata';
import { parseReport, type Report } from './report';
import { byLift, CLASSIC, type Bounds } from './gradeRanges';

/** ll_modelstate of the field table. */
export const ModelState = {
  Draft: 0,
  Training: 1,
  Ready: 2,
  NoSignal: 3,
  Failed: 4,
  Published: 5,
  Retired: 6,
} as const;
/** ll_jobstate of the field table. */
export const JobState = { Queued: 0, Running: 1, Done: 2, Failed: 3, Cancelled: 4 } as const;

export interface Model {
  ll_modelid: string;
  ll_name: string;
  ll_table: string;
  ll_state: number;
  _ll_publishedversionid_value: string | null;
  ll_grade_a: number | null;
  ll_grade_b: number | null;
  ll_grade_c: number | null;
}

interface VersionRow {
  ll_modelversionid: string;
  ll_number: number;
  ll_state: number;
  ll_trainedon: string | null;
  createdon?: string | null;
  ll_verdict: string | null;
  ll_auc: number | null;
  ll_rows: number | null;
  ll_positives: number | null;
  ll_report: string | null;
  ll_message: string | null;
}

export type Version = VersionRow & { report: Report | null };

/** The model that scores a table; null when there is none yet. */
export function useModel(table: string) {
  return useQuery({
    queryKey: ['model', table],
    queryFn: async ({ signal }) => {
      const path = 'll_models' + query({ $filter: `ll_table eq ${text(table)}`, $orderby: 'll_name asc' });
      return (await get<Page<Model>>(path, { signal })).value[0] ?? null;
    },
  });
}

/** All versions, newest first. */
export function useVersions(modelId: string | undefined) {
  return useQuery({
    queryKey: ['versions', modelId],
    enabled: modelId !== undefined,
    queryFn: async ({ signal }): Promise<Version[]> => {
      const path =
        'll_modelversions' +
        query({ $filter: `_ll_modelid_value eq ${modelId}`, $orderby: 'll_number desc' });
      const page = await get<Page<VersionRow>>(path, { signal });
      return page.value.map((row) => ({ ...row, report: parseReport(row.ll_report) }));
    },
  });
}

export interface Job {
  ll_jobid: string;
  ll_kind: string;
  ll_state: number;
  /** 0..1 */
  ll_progress: number | null;
  ll_step: string | null;
  ll_done?: number | null;
  ll_total?: number | null;
  ll_result: string | null;
  ll_error?: string | null;
}

export const isOver = (job: Job) => job.ll_state >= JobState.Done;
const POLL_MS = 700;

/** A job, asked for until it is over; then everything it may have changed is read again. */
export function useJob(jobId: string | null) {
  const queries = useQueryClient();
  const job = useQuery({
    queryKey: ['job', jobId],
    enabled: jobId !== null,
    queryFn: ({ signal }) => get<Job>(`ll_jobs(${jobId})`, { signal }),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
  });
  const over = job.data !== undefined && isOver(job.data);
  useEffect(() => {
    if (!over) return;
    for (const key of ['model', 'versions', 'scoring-status', 'list', 'lead', 'score', 'grade-preview']) {
      void queries.invalidateQueries({ queryKey: [key] });
    }
  }, [over, queries]);
  return job;
}

/** A training or rescoring that runs already, so that a page opened meanwhile can follow it. */
export function useRunningJob() {
  return useQuery({
    queryKey: ['running-job'],
    queryFn: async ({ signal }) => {
      const filter = `(ll_kind eq 'train' or ll_kind eq 'rescore') and (ll_state eq ${JobState.Queued} or ll_state eq ${JobState.Running})`;
      const page = await get<Page<Job>>(
        'll_jobs' + query({ $filter: filter, $orderby: 'createdon desc', $top: 1 }),
        { signal },
      );
      return page.value[0] ?? null;
    },
    retry: false,
  });
}

export interface TrainWish {
  modelId: string;
  /** Refused columns to use anyway. */
  keep: string[];
  /** Columns to leave out. */
  drop: string[];
}

export function useModelActions() {
  const train = useMutation({
    mutationFn: ({ modelId, keep, drop }: TrainWish) =>
      post<{ JobId: string }>('TrainModel', { ModelId: modelId, Keep: keep, Drop: drop }),
  });
  const publish = useMutation({
    mutationFn: (versionId: string) => post<{ JobId: string }>('PublishModel', { ModelVersionId: versionId }),
  });
  const cancel = useMutation({ mutationFn: (jobId: string) => post<void>('CancelJob', { JobId: jobId }) });
  return { train, publish, cancel };
}

export interface GradeShare {
  grade: string;
  lower: number;
  open: number;
  share_of_open: number;
  closed: number;
  success_rate: number;
}

export interface GradePreview {
  grades: GradeShare[];
  average_rate: number;
}

/** How records would spread over the grades with these bounds; the last answer stays while the next is on its way. */
export function useGradePreview(modelId: string, { a, b, c }: Bounds) {
  return useQuery({
    queryKey: ['grade-preview', modelId, a, b, c],
    queryFn: ({ signal }) =>
      get<GradePreview>(`GradePreview(ModelId=${modelId},A=${a},B=${b},C=${c})`, { signal }),
    placeholderData: (last) => last,
    staleTime: 30_000,
  });
}

export function useSetGrades(modelId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ a, b, c }: Bounds) => post<void>('SetGrades', { ModelId: modelId, A: a, B: b, C: c }),
    onSuccess: () => {
      for (const key of ['model', 'list', 'lead', 'score'])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** The bounds in force: the model's own, else those that follow from how many qualify (0..1), as the server has them. */
export function useBounds(model: Model, baseRate: number | undefined): Bounds {
  const { ll_grade_a: a, ll_grade_b: b, ll_grade_c: c } = model;
  return useMemo(() => {
    if (a !== null && b !== null && c !== null) return { a, b, c };
    return baseRate === undefined ? CLASSIC : byLift(baseRate);
  }, [a, b, c, baseRate]);
}
