// Training, publishing, rescoring and the job that follows: one at a time.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import {
  cancelJob,
  isOver,
  JobState,
  refreshScores,
  useJob,
  useModelChange,
  useRunningJob,
  type Job,
  type Started,
} from '../../data/models';

export type WorkKind = 'train' | 'publish' | 'rescore';

export interface ModelWork {
  /** Something runs, or is being asked for. */
  busy: boolean;
  job: Job | null;
  /** What the job does; of one found running, by its kind. */
  kind: WorkKind;
  /** What went wrong in asking for it. */
  error: Error | null;
  /** Asks for it and follows its job; calls `begun` when it was taken. */
  start: (kind: WorkKind, ask: () => Promise<Started>, begun?: () => void) => void;
  /** The same for a dialog, which shows by itself what went wrong. */
  run: (kind: WorkKind, ask: () => Promise<Started>) => Promise<void>;
  cancel: () => void;
  /** Hides the result of the last job. */
  dismiss: () => void;
}

/** Follows what is done about a model; without an id, about any. */
export function useModelWork(modelId?: string): ModelWork {
  const queries = useQueryClient();
  const running = useRunningJob(modelId);
  const asking = useModelChange((ask: () => Promise<Started>) => ask());
  const cancelling = useModelChange(cancelJob);
  // Two clicks may come before the page shows that it is busy.
  const isAsking = useRef(false);
  const [mine, setMine] = useState<{ id: string; kind: WorkKind } | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);

  const found = running.data && !isOver(running.data) ? running.data : null;
  const jobId = mine?.id ?? found?.ll_jobid ?? null;
  const polled = useJob(jobId);
  const job = jobId === null || jobId === dismissed ? null : (polled.data ?? found);
  const kind = mine?.kind ?? (found && /train/i.test(found.ll_kind) ? 'train' : 'rescore');

  return useMemo<ModelWork>(() => {
    const follow = (what: WorkKind, started: Started) => {
      if (started) setMine({ id: started.JobId, kind: what });
    };
    return {
      busy: asking.isPending || polled.isLoading || (job !== null && !isOver(job)),
      job,
      kind,
      error: asking.error ?? cancelling.error,
      start: (what, ask, begun) => {
        if (isAsking.current) return;
        isAsking.current = true;
        asking.mutate(ask, {
          onSettled: () => {
            isAsking.current = false;
          },
          onSuccess: (started) => {
            follow(what, started);
            begun?.();
          },
        });
      },
      run: async (what, ask) => {
        follow(what, await ask());
        refreshScores(queries);
      },
      cancel: () => jobId !== null && cancelling.mutate(jobId),
      dismiss: () => {
        setDismissed(jobId);
        asking.reset();
        cancelling.reset();
      },
    };
  }, [queries, asking, cancelling, polled.isLoading, job, kind, jobId]);
}

export const hasFailed = (job: Job) => job.ll_state === JobState.Failed;
export const wasCancelled = (job: Job) => job.ll_state === JobState.Cancelled;
