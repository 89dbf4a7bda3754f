// Training, publishing and the job that follows: one at a time.
import { useCallback, useMemo, useState } from 'react';
import {
  isOver,
  JobState,
  useJob,
  useModelActions,
  useRunningJob,
  type Job,
  type Model,
} from '../../data/models';
import type { Choices } from './SuspectsPanel';

export interface ModelWork {
  /** Something runs, or is being asked for. */
  busy: boolean;
  job: Job | null;
  /** What the job does; of one found running, by its kind. */
  kind: 'train' | 'publish';
  /** What went wrong in asking for it. */
  error: Error | null;
  train: (choices: Choices) => void;
  publish: (versionId: string) => void;
  cancel: () => void;
  /** Hides the result of the last job. */
  dismiss: () => void;
}

export function useModelWork(model: Model, onTrained: () => void): ModelWork {
  const running = useRunningJob();
  const { train, publish, cancel } = useModelActions();
  const [mine, setMine] = useState<{ id: string; kind: ModelWork['kind'] } | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);

  const found = running.data && !isOver(running.data) ? running.data : null;
  const jobId = mine?.id ?? found?.ll_jobid ?? null;
  const polled = useJob(jobId);
  const job = jobId === null || jobId === dismissed ? null : (polled.data ?? found);
  const kind = mine?.kind ?? (found && /train/i.test(found.ll_kind) ? 'train' : 'publish');

  const startTrain = useCallback(
    ({ keep, drop }: Choices) => {
      train.mutate(
        { modelId: model.ll_modelid, keep, drop },
        {
          onSuccess: ({ JobId }) => {
            setMine({ id: JobId, kind: 'train' });
            onTrained();
          },
        },
      );
    },
    [train, model.ll_modelid, onTrained],
  );
  const startPublish = useCallback(
    (versionId: string) => {
      publish.mutate(versionId, { onSuccess: ({ JobId }) => setMine({ id: JobId, kind: 'publish' }) });
    },
    [publish],
  );

  return useMemo<ModelWork>(
    () => ({
      busy: train.isPending || publish.isPending || (job !== null && !isOver(job)),
      job,
      kind,
      error: train.error ?? publish.error ?? cancel.error,
      train: startTrain,
      publish: startPublish,
      cancel: () => jobId !== null && cancel.mutate(jobId),
      dismiss: () => {
        setDismissed(jobId);
        train.reset();
        publish.reset();
        cancel.reset();
      },
    }),
    [train, publish, cancel, job, kind, jobId, startTrain, startPublish],
  );
}

export const hasFailed = (job: Job) => job.ll_state === JobState.Failed;
export const wasCancelled = (job: Job) => job.ll_state === JobState.Cancelled;
