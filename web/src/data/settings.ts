// Settings: what the product can do and whether it does, the organisation's money and hours, and a person's own.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './http';

export interface Capability {
  key: string;
  on: boolean;
  state: 'not_set_up' | 'ready' | 'running' | 'failed' | string;
  last_run: string | null;
  next_step: string | null;
  link: string | null;
  /** Whether an administrator can turn it on or off. */
  switchable: boolean;
}

/** Turns a capability on or off for everybody; scores come and go with theirs, so everything is read anew. */
export function useSwitch() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, on }: { key: string; on: boolean }) => post('SetCapability', { Key: key, On: on }),
    onSettled: () => queries.invalidateQueries(),
  });
}

export function useCapabilities() {
  return useQuery({
    queryKey: ['capabilities'],
    queryFn: async ({ signal }) =>
      (await get<{ capabilities: Capability[] }>('Capabilities()', { signal })).capabilities,
  });
}

/** Hours of work: ISO days (1 Monday .. 7 Sunday) and times of day. */
export interface WorkingHours {
  days: number[];
  from: string;
  to: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Reads `ll_workinghours`; Monday to Friday, nine to five, when it says nothing. */
export function parseHours(source: unknown): WorkingHours {
  const plain: WorkingHours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
  try {
    const read = JSON.parse(typeof source === 'string' ? source : '{}') as Partial<WorkingHours>;
    const days = Array.isArray(read.days)
      ? [...new Set(read.days)].filter((day) => Number.isInteger(day) && day >= 1 && day <= 7).sort()
      : plain.days;
    const time = (value: unknown, other: string) =>
      typeof value === 'string' && TIME.test(value) ? value : other;
    return { days, from: time(read.from, plain.from), to: time(read.to, plain.to) };
  } catch {
    return plain;
  }
}

/** Whether a day of work has an end after its beginning. */
export const areHours = ({ days, from, to }: WorkingHours) =>
  TIME.test(from) && TIME.test(to) && from < to && days.length > 0;

/** Names of time zones that browsers know; the reader's own first. */
export function timeZones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const all = 'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([own, 'UTC', ...all].filter(Boolean))];
}

/** Currencies that a lead may be in: ISO 4217 has three letters. */
export const isCurrencyCode = (code: string) => /^[A-Z]{3}$/.test(code);
