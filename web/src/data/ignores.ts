// Ignore lists: what is kept out of captured mail and meetings, one's own and the organisation's.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError, get, post } from './http';

export interface IgnoreEntry {
  entry_id: string;
  kind: 'address' | 'domain' | 'folder';
  value: string;
  since: string;
  kept_out: number;
  mailbox_id?: string;
  mailbox?: string;
}
export interface IgnoreList {
  entries: IgnoreEntry[];
  /** What was captured before is being gone through. */
  applying: boolean;
}

/** What is asked for when something is put on a list. */
export interface IgnoreWish {
  Value: string;
  MailboxId?: string;
  Organisation?: boolean;
  Confirmed?: boolean;
}

/** The same wish that put an entry on its list. */
export const wishOf = (entry: IgnoreEntry, organisation: boolean): IgnoreWish => ({
  Value: entry.value,
  ...(entry.mailbox_id ? { MailboxId: entry.mailbox_id } : {}),
  ...(organisation ? { Organisation: true } : {}),
  // Whoever takes it back has said so once.
  Confirmed: true,
});

/** Whether it is a domain where everybody may have an address, which has to be confirmed. */
export const needsConfirming = (error: unknown) => error instanceof ApiError && error.status === 412;

const KEY = ['ignores'];
const SOON_MS = 1_000;
const readList = (organisation: boolean, signal?: AbortSignal) =>
  get<IgnoreList>(`IgnoreList(Organisation=${String(organisation)})`, { signal });

/** Read again soon while it is being applied. */
export const useIgnoreList = (organisation: boolean) =>
  useQuery({
    queryKey: [...KEY, organisation],
    queryFn: ({ signal }) => readList(organisation, signal),
    refetchInterval: ({ state }) => (state.data?.applying ? SOON_MS : false),
  });

/** Waits until what was captured before has been gone through, for a minute at most. */
export async function untilApplied(organisation: boolean): Promise<void> {
  for (let looks = 0; looks < 60 && (await readList(organisation)).applying; looks += 1)
    await new Promise((resolve) => setTimeout(resolve, SOON_MS));
}

export function useIgnoring() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: KEY });
  const put = useMutation({
    mutationFn: (wish: IgnoreWish) => post<{ EntryId: string }>('Ignore', wish),
    onSettled,
  });
  const takeOff = useMutation({
    mutationFn: (entry: string) => post('StopIgnoring', { EntryId: entry }),
    onSettled,
  });
  return { put, takeOff };
}
