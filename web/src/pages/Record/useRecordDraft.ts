// What has been changed and not yet saved, saving it, and taking the last save back.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiError } from '../../data/http';
import {
  fetchRecord,
  idOf,
  recordKey,
  refreshRecord,
  useSaveRecord,
  valueIn,
  type FieldValue,
  type RecordTable,
  type Row,
} from '../../data/records';
import { isScored, scoreInRow } from '../../data/scores';
import { same } from './fieldValues';

/** Somebody else saved first. */
export interface Conflict {
  theirs: Row;
  /** What was to be saved. */
  wanted: Record<string, FieldValue>;
  /** Fields that now hold something else than when this page was opened. */
  changedFields: string[];
}

export interface RecordDraft {
  /** Column -> value, of changed columns only. */
  changes: Record<string, FieldValue>;
  /** Columns where something is typed that is no value. */
  invalid: ReadonlySet<string>;
  dirty: boolean;
  valueOf: (name: string) => unknown;
  change: (name: string, value: FieldValue | undefined) => void;
  discard: () => void;
  /** Answers whether everything is saved now. */
  save: () => Promise<boolean>;
  saving: boolean;
  /** What went wrong with the last save. */
  error: Error | null;
  conflict: Conflict | null;
  /** Takes their version and drops the changes. */
  takeTheirs: () => void;
  /** Saves the changes over their version. */
  overwrite: () => Promise<void>;
  closeConflict: () => void;
  /** Whether the last save can be taken back. */
  canUndo: boolean;
  undo: () => Promise<void>;
  /** Points the score moved by the last save; null before one. */
  delta: number | null;
  /** Counts the saves; a new one makes the widget show its change. */
  saves: number;
}

const without = (set: ReadonlySet<string>, name: string) => new Set([...set].filter((one) => one !== name));

/** Columns that change with every save say nothing about who changed what. */
const FOLLOWS = /^(_?modified|version|_?msdyn_|_?created|.*_base$)/;

/** Columns in which two versions of a row differ; a lookup by its own name. */
export function changedColumns(mine: Row, theirs: Row): string[] {
  const isColumn = (name: string) => !name.includes('@') && !FOLLOWS.test(name);
  const isRelated = (value: unknown) => typeof value === 'object' && value !== null;
  return Object.keys(theirs)
    .filter((name) => isColumn(name) && !isRelated(theirs[name]) && !same(theirs[name], mine[name]))
    .map((name) => /^_(.+)_value$/.exec(name)?.[1] ?? name);
}

export function useRecordDraft(table: RecordTable, row: Row): RecordDraft {
  const queries = useQueryClient();
  const id = idOf(table, row);
  const { mutateAsync, isPending, error, reset } = useSaveRecord(table, id);
  const [changes, setChanges] = useState<Record<string, FieldValue>>({});
  const [invalid, setInvalid] = useState<ReadonlySet<string>>(new Set());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [before, setBefore] = useState<Record<string, FieldValue> | null>(null);
  const [result, setResult] = useState<{ delta: number | null; saves: number }>({ delta: null, saves: 0 });

  const change = useCallback(
    (name: string, value: FieldValue | undefined) => {
      if (value === undefined) {
        setInvalid((now) => new Set(now).add(name));
        return;
      }
      setInvalid((now) => (now.has(name) ? without(now, name) : now));
      setChanges((now) => {
        const rest = Object.fromEntries(Object.entries(now).filter(([key]) => key !== name));
        return same(valueIn(row, name, table), value) ? rest : { ...rest, [name]: value };
      });
    },
    [row, table],
  );

  const discard = useCallback(() => {
    setChanges({});
    setInvalid(new Set());
    reset();
  }, [reset]);

  const send = useCallback(
    async (wanted: Record<string, FieldValue>, base: Row) => {
      const old = isScored(table) ? scoreInRow(table, base) : null;
      const previous = Object.fromEntries(
        Object.keys(wanted).map((name) => [name, (valueIn(base, name, table) ?? null) as FieldValue]),
      );
      const saved = await mutateAsync({ changes: wanted, etag: base['@odata.etag'] });
      const now = isScored(table) ? scoreInRow(table, saved) : null;
      setBefore(previous);
      setChanges({});
      setInvalid(new Set());
      setConflict(null);
      setResult((last) => ({ delta: old && now ? now.score - old.score : null, saves: last.saves + 1 }));
    },
    [mutateAsync, table],
  );

  /**
   * Sends, and turns "changed meanwhile" into a question. Answers whether it was saved. Where only the program wrote
   * (a new score after an e-mail came in) there is nothing to ask.
   */
  const sendOrAsk = useCallback(
    async (wanted: Record<string, FieldValue>, base: Row): Promise<boolean> => {
      try {
        await send(wanted, base);
        return true;
      } catch (problem) {
        if (!(problem instanceof ApiError) || problem.status !== 412) return false; // Shown through `error`.
        const theirs = await fetchRecord(table, id).catch(() => null);
        if (!theirs) return false;
        const changedFields = changedColumns(base, theirs);
        const isNews = theirs['@odata.etag'] !== base['@odata.etag'];
        if (changedFields.length === 0 && isNews) return sendOrAsk(wanted, theirs);
        setConflict({ theirs, wanted, changedFields: changedColumns(row, theirs) });
        return false;
      }
    },
    [send, row, table, id],
  );

  const dirty = Object.keys(changes).length > 0 || invalid.size > 0;
  return useMemo<RecordDraft>(
    () => ({
      changes,
      invalid,
      dirty,
      valueOf: (name) => (name in changes ? changes[name] : valueIn(row, name, table)),
      change,
      discard,
      save: async () => {
        if (!dirty) return true;
        if (invalid.size > 0 || isPending) return false;
        return sendOrAsk(changes, row);
      },
      saving: isPending,
      error: conflict ? null : error,
      conflict,
      takeTheirs: () => {
        if (conflict) queries.setQueryData(recordKey(table, id), conflict.theirs);
        void refreshRecord(queries, table, id);
        setConflict(null);
        discard();
      },
      overwrite: async () => {
        if (conflict) await sendOrAsk(conflict.wanted, conflict.theirs);
      },
      closeConflict: () => {
        setConflict(null);
        reset();
      },
      canUndo: before !== null && !dirty,
      undo: async () => {
        if (before && (await sendOrAsk(before, row))) setBefore(null);
      },
      delta: result.delta,
      saves: result.saves,
    }),
    [
      changes,
      invalid,
      dirty,
      row,
      table,
      id,
      change,
      discard,
      isPending,
      error,
      conflict,
      before,
      result,
      sendOrAsk,
      queries,
      reset,
    ],
  );
}
