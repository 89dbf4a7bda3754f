// Models, their versions, and the long work on them.
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ModelDraft } from './definition';
import type { ScoredTable } from './scores';
import { ApiError, get, post, request } from './http';
import { query, type Page } from './odata';
import { parseReport, type Report } from './report';
import { byLift, CLASSIC, type Bounds } from './gradeRanges';
import type { ScoringModel } from './scores';

/** ll_modelstate of the field table. */
export const ModelState = {
  Draft: 0,
  Training: 1,
  Ready: 2,
  NoSignal: 3,
  Failed: 4,
  Published: 5,
  Retired: 6,
  /** Kept for the ledger of scores; nothing else knows it any more. */
  Deleted: 8,
  DeletedScoresKept: 9,
} as const;
const DELETED: readonly number[] = [ModelState.Deleted, ModelState.DeletedScoresKept];
/** ll_jobstate of the field table. */
export const JobState = { Queued: 0, Running: 1, Done: 2, Failed: 3, Cancelled: 4 } as const;

export interface Model {
  ll_modelid: string;
  ll_name: string;
  ll_table: ScoredTable;
  ll_state: number;
  ll_definition: string | null;
  /** What a model outside of Leadlight is called there; null for ours. */
  ll_predictionid?: string | null;
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

export function useModel(id: string) {
  return useQuery({
    queryKey: ['model', id],
    queryFn: async ({ signal }) => {
      const model = await get<Model>(`ll_models(${id})`, { signal });
      if (DELETED.includes(model.ll_state)) throw new ApiError(404, '404', '');
      return model;
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

const SCORES = ['scoring-status', 'list', 'lead', 'score'];
const MODELS = ['model', 'versions', 'record-counts', 'grade-preview', ...SCORES];
const refresh = (queries: QueryClient, keys: readonly string[]) => {
  for (const key of keys) void queries.invalidateQueries({ queryKey: [key] });
};
/** Reads anew what a change of a model shows in. */
export const refreshModels = (queries: QueryClient) => refresh(queries, MODELS);
/** The same without the model's own rows, which may be gone. */
export const refreshScores = (queries: QueryClient) => refresh(queries, SCORES);

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
    if (over) refreshModels(queries);
  }, [over, queries]);
  return job;
}

/**
 * A training or rescoring that runs already, so that a page opened meanwhile can follow it: of this model, or of no
 * model in particular; without an id, any.
 */
export function useRunningJob(modelId?: string) {
  return useQuery({
    queryKey: ['running-job', modelId ?? null],
    queryFn: async ({ signal }) => {
      const running = `(ll_kind eq 'train' or ll_kind eq 'rescore') and (ll_state eq ${JobState.Queued} or ll_state eq ${JobState.Running})`;
      const concerned = `(_ll_modelid_value eq ${modelId} or _ll_modelid_value eq null)`;
      const filter = modelId === undefined ? running : `${running} and ${concerned}`;
      const page = await get<Page<Job>>(
        'll_jobs' + query({ $filter: filter, $orderby: 'createdon desc', $top: 1 }),
        { signal },
      );
      return page.value[0] ?? null;
    },
    staleTime: 0,
    retry: false,
  });
}

/** What is being done about a model; nothing when it was done at once. */
export type Started = { JobId: string } | undefined;

export interface TrainWish {
  modelId: string;
  /** Refused columns to use anyway. */
  keep: readonly string[];
  /** Columns to leave out. */
  drop: readonly string[];
}

export const trainModel = ({ modelId, keep, drop }: TrainWish) =>
  post<Started>('TrainModel', { ModelId: modelId, Keep: keep, Drop: drop });
export const publishVersion = (versionId: string) =>
  post<Started>('PublishModel', { ModelVersionId: versionId });
export const pauseModel = (modelId: string) => post<Started>('PauseModel', { ModelId: modelId });
export const resumeModel = (modelId: string) => post<Started>('ResumeModel', { ModelId: modelId });
/** Scores that the model gave go, or the next model that matches gives them; or they stay as they are, marked as stale. */
export const deleteModel = (modelId: string, scores: 'clear' | 'keep') =>
  post<Started>('DeleteModel', { ModelId: modelId, Scores: scores });
export const cancelJob = (jobId: string) => post<void>('CancelJob', { JobId: jobId });

/** Priorities that differ when models are asked in this order. */
export const priorityChanges = (models: readonly ScoringModel[]): { id: string; priority: number }[] =>
  models.flatMap(({ id, priority }, place) => (priority === place + 1 ? [] : [{ id, priority: place + 1 }]));

export async function setPriority({ id, priority }: { id: string; priority: number }): Promise<void> {
  await request('PATCH', `ll_models(${id})`, { body: { ll_priority: priority } });
}

export async function saveModel(id: string | null, draft: ModelDraft): Promise<string> {
  const { ModelId } = await post<{ ModelId: string }>('SaveModel', {
    ModelId: id,
    Name: draft.name.trim(),
    Table: draft.table,
    Priority: draft.priority,
    Definition: draft.definition,
  });
  return ModelId;
}

export async function cloneModel(id: string, name: string): Promise<string> {
  return (await post<{ ModelId: string }>('CloneModel', { ModelId: id, Name: name.trim() })).ModelId;
}

/** Does one of these and reads everything anew that it may show in. */
export function useModelChange<Wish, Answer>(change: (wish: Wish) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => refreshModels(queries) });
}

/** Another model about some of the same open records. */
export interface Overlap {
  ModelId: string;
  Name: string;
  Priority: number;
  /** Open records that both are about. */
  Open: number;
  /** It comes first. */
  Wins: boolean;
}

export interface RecordCounts {
  positive: number;
  negative: number;
  open: number;
  /** Open, but not for long enough to count as a failure. */
  too_young: number;
  /** Closed, but before the period that is learned from. */
  outside_window: number;
  needed: number;
  enough: boolean;
  overlaps: Overlap[];
}

export type CountWish = Pick<ModelDraft, 'table' | 'priority' | 'definition'> & { modelId: string | null };

/** What a definition would learn from and score; the last answer stays while the next is on its way. */
export function useRecordCounts(about: CountWish | null) {
  return useQuery({
    queryKey: ['record-counts', about],
    enabled: about !== null,
    queryFn: () =>
      post<RecordCounts>('CountRecords', {
        ModelId: about?.modelId,
        Table: about?.table,
        Priority: about?.priority,
        Definition: about?.definition,
      }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
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
  /** How many open records have each score, 0 to 100. */
  open_scores?: readonly number[];
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
    onSuccess: () => refreshModels(queries),
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
