// What has been changed and not yet saved, saving it, and taking the last save back.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ApiError } from '../../data/http';
import { fetchLead, useSaveLead, type LeadRow, type Scalar } from '../../data/leads';
import { scoreInRow } from '../../data/scores';
import { same } from './fieldValues';

/** Somebody else saved first. */
export interface Conflict {
  theirs: LeadRow;
  /** What was to be saved. */
  wanted: Record<string, Scalar>;
  /** Fields that now hold something else than when this page was opened. */
  changedFields: string[];
}

export interface LeadDraft {
  /** Column -> value, of changed columns only. */
  changes: Record<string, Scalar>;
  /** Columns where something is typed that is no value. */
  invalid: ReadonlySet<string>;
  dirty: boolean;
  valueOf: (name: string) => unknown;
  change: (name: string, value: Scalar | undefined) => void;
  discard: () => void;
  save: () => Promise<void>;
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

export function useLeadDraft(lead: LeadRow): LeadDraft {
  const queries = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useSaveLead(lead.leadid);
  const [changes, setChanges] = useState<Record<string, Scalar>>({});
  const [invalid, setInvalid] = useState<ReadonlySet<string>>(new Set());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [before, setBefore] = useState<Record<string, Scalar> | null>(null);
  const [result, setResult] = useState<{ delta: number | null; saves: number }>({ delta: null, saves: 0 });

  const change = useCallback(
    (name: string, value: Scalar | undefined) => {
      if (value === undefined) {
        setInvalid((now) => new Set(now).add(name));
        return;
      }
      setInvalid((now) => (now.has(name) ? without(now, name) : now));
      setChanges((now) => {
        const rest = Object.fromEntries(Object.entries(now).filter(([key]) => key !== name));
        return same(lead[name], value) ? rest : { ...rest, [name]: value };
      });
    },
    [lead],
  );

  const discard = useCallback(() => {
    setChanges({});
    setInvalid(new Set());
    reset();
  }, [reset]);

  const send = useCallback(
    async (wanted: Record<string, Scalar>, base: LeadRow) => {
      const old = scoreInRow(base);
      const previous = Object.fromEntries(
        Object.keys(wanted).map((name) => [name, (base[name] ?? null) as Scalar]),
      );
      const saved = await mutateAsync({ changes: wanted, etag: base['@odata.etag'] });
      const now = scoreInRow(saved);
      setBefore(previous);
      setChanges({});
      setInvalid(new Set());
      setConflict(null);
      setResult((last) => ({ delta: old && now ? now.score - old.score : null, saves: last.saves + 1 }));
    },
    [mutateAsync],
  );

  /** Sends, and turns "changed meanwhile" into a question. */
  const sendOrAsk = useCallback(
    async (wanted: Record<string, Scalar>, base: LeadRow) => {
      try {
        await send(wanted, base);
      } catch (problem) {
        if (!(problem instanceof ApiError) || problem.status !== 412) return; // Shown through `error`.
        const theirs = await fetchLead(lead.leadid).catch(() => null);
        if (!theirs) return;
        const changedFields = Object.keys(theirs).filter(
          (name) =>
            !name.includes('@') &&
            !/^(modified|version|msdyn_|_)/.test(name) &&
            !same(theirs[name], lead[name]),
        );
        setConflict({ theirs, wanted, changedFields });
      }
    },
    [send, lead],
  );

  const dirty = Object.keys(changes).length > 0 || invalid.size > 0;
  return useMemo<LeadDraft>(
    () => ({
      changes,
      invalid,
      dirty,
      valueOf: (name) => (name in changes ? changes[name] : lead[name]),
      change,
      discard,
      save: async () => {
        if (Object.keys(changes).length > 0 && invalid.size === 0 && !isPending)
          await sendOrAsk(changes, lead);
      },
      saving: isPending,
      error: conflict ? null : error,
      conflict,
      takeTheirs: () => {
        if (conflict) queries.setQueryData(['lead', lead.leadid], conflict.theirs);
        void queries.invalidateQueries({ queryKey: ['score', lead.leadid] });
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
        if (!before) return;
        await sendOrAsk(before, lead);
        setBefore(null);
      },
      delta: result.delta,
      saves: result.saves,
    }),
    [
      changes,
      invalid,
      dirty,
      lead,
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
