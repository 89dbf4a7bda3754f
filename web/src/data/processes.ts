// A record's way through a sales process.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, post } from './http';
import { text } from './odata';

export interface Stage {
  id: string;
  name: string;
  category: number | string | null;
  order: number;
  /** What is asked for in it. */
  columns: string[];
  entered_on: string | null;
  left_on: string | null;
}

export interface ProcessState {
  instance: {
    id: string;
    process: { id: string; name: string };
    active_stage: string | { id: string } | null;
    state: 'active' | 'finished' | 'aborted';
    started_on: string;
  } | null;
  stages: Stage[];
  /** Processes that the record could follow. */
  choices: { id: string; name: string }[];
}

const WITH_PROCESS = new Set(['lead', 'opportunity', 'incident']);
/** Whether the records of a table go through a process. */
export const hasProcess = (table: string) => WITH_PROCESS.has(table);

export const processQuery = (table: string, id: string) =>
  queryOptions({
    queryKey: ['process', table, id],
    queryFn: ({ signal }) => get<ProcessState>(`ProcessOf(Table=${text(table)},Id=${id})`, { signal }),
    refetchOnWindowFocus: false,
  });
export const useProcess = (table: string, id: string) => useQuery(processQuery(table, id));

export type StageStatus = 'done' | 'active' | 'ahead';

/** Where each stage stands, in order. */
export function stageStatuses(state: ProcessState): (Stage & { status: StageStatus })[] {
  const stages = [...state.stages].sort((a, b) => a.order - b.order);
  const active = activeStage(state);
  const place = stages.findIndex((stage) => stage.id === active);
  const finished = state.instance?.state === 'finished';
  return stages.map((stage, index) => ({
    ...stage,
    status: finished || index < place ? 'done' : index === place ? 'active' : 'ahead',
  }));
}

export function activeStage({ instance }: ProcessState): string | null {
  const stage = instance?.active_stage ?? null;
  return typeof stage === 'object' && stage !== null ? stage.id : stage;
}

const DAY_MS = 86_400_000;

/** Whole days in a stage, up to now or to when it was left; null when it was never entered. */
export function daysIn(stage: Pick<Stage, 'entered_on' | 'left_on'>, now: Date): number | null {
  if (!stage.entered_on) return null;
  const end = stage.left_on ? new Date(stage.left_on) : now;
  return Math.max(0, Math.floor((end.getTime() - new Date(stage.entered_on).getTime()) / DAY_MS));
}

export const setStage = (table: string, id: string, stageId: string) =>
  post<void>('SetStage', { Table: table, Id: id, StageId: stageId });
export const setProcess = (table: string, id: string, processId: string) =>
  post<void>('SetProcess', { Table: table, Id: id, ProcessId: processId });
export const endProcess = (
  action: 'FinishProcess' | 'AbortProcess' | 'ReactivateProcess',
  table: string,
  id: string,
) => post<void>(action, { Table: table, Id: id });
